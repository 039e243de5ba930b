package io.commercebackbone.operations;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.ProblemAdvice;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
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

/** Asks operators, who alone wait for Kafka, to come back later while it does not answer. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class KafkaAwayAdvice {

    private static final Logger log = LoggerFactory.getLogger(KafkaAwayAdvice.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ProblemAdvice problems;

    KafkaAwayAdvice(ProblemAdvice problems) {
        this.problems = problems;
    }

    @ExceptionHandler({KafkaException.class, org.springframework.kafka.KafkaException.class})
    @Nullable
    ResponseEntity<Object> unavailable(RuntimeException e, WebRequest request) throws Exception {
        log.warn("Kafka did not answer an operator: {}", e.toString());
        return problems.handleException(
                Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "service-unavailable",
                        "Kafka cannot be reached just now; what was asked for may have been done in part",
                        RETRY_AFTER),
                request);
    }
}
