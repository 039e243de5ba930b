package io.commercebackbone.dataplatform;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.ProblemAdvice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/** Asks operators to come back later while the log's database does not answer. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAwayAdvice {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAwayAdvice.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ProblemAdvice problems;

    DatabaseAwayAdvice(ProblemAdvice problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unavailable(DataAccessException e, WebRequest request) throws Exception {
        log.warn("Delivery log did not answer: {}", e.getMessage());
        Problem problem = Problem.retryable(
                HttpStatus.SERVICE_UNAVAILABLE,
                "service-unavailable",
                "The delivery log cannot be reached just now",
                RETRY_AFTER);
        return problems.handleException(problem, request);
    }
}
