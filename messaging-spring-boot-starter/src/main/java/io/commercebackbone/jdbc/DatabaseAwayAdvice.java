package io.commercebackbone.jdbc;

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
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/**
 * Asks clients to come back later while the database does not answer, or kept them waiting too long for a row. Any other
 * failure of it is a mistake of ours, and answered as one.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAwayAdvice {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAwayAdvice.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ProblemAdvice problems;

    DatabaseAwayAdvice(ProblemAdvice problems) {
        this.problems = problems;
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    @Nullable
    ResponseEntity<Object> failed(RuntimeException e, WebRequest request) throws Exception {
        if (!DatabaseAway.isCauseOf(e)) {
            return problems.unexpected(e, request);
        }
        log.warn("Database did not answer: {}", e.getMessage());
        Problem problem = Problem.retryable(
                HttpStatus.SERVICE_UNAVAILABLE,
                "service-unavailable",
                "The data cannot be reached just now",
                RETRY_AFTER);
        return problems.handleException(problem, request);
    }
}
