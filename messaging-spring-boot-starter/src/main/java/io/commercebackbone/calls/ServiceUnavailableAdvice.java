package io.commercebackbone.calls;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.ProblemAdvice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/** Asks clients to come back later while a service that their request needs cannot be reached. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServiceUnavailableAdvice {

    private static final Logger log = LoggerFactory.getLogger(ServiceUnavailableAdvice.class);

    private final ProblemAdvice problems;

    ServiceUnavailableAdvice(ProblemAdvice problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unavailable(ServiceUnavailable e, WebRequest request) throws Exception {
        log.warn("Request needs a service that is away: {}", e.getMessage());
        Problem problem = Problem.retryable(
                HttpStatus.SERVICE_UNAVAILABLE,
                "service-unavailable",
                "A service that this request needs cannot be reached just now",
                e.retryAfter());
        return problems.handleException(problem, request);
    }
}
