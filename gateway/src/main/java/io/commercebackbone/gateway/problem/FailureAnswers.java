package io.commercebackbone.gateway.problem;

import io.commercebackbone.gateway.trace.Trace;
import io.netty.channel.ChannelException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Turns whatever a request failed with into a problem. A service that cannot be reached or that hangs up is 503, one
 * that is silent for too long is 504; only what nobody expected is 500. Once an answer has begun it can only be broken off.
 */
@Component
@Order(-2)
class FailureAnswers implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(FailureAnswers.class);

    private final Problems problems;

    FailureAnswers(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        Problem problem = problemOf(failure);
        log(exchange, failure, problem);
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        // the failed answer of a service may have left its headers behind
        exchange.getResponse().getHeaders().remove(HttpHeaders.TRANSFER_ENCODING);
        return problems.answer(exchange, problem);
    }

    static Problem problemOf(Throwable failure) {
        if (PoolExhausted.isCauseOf(failure)) {
            return Problem.UNAVAILABLE;
        }
        return switch (failure) {
            case Refusal refusal -> refusal.problem();
            case ErrorResponse known -> Problem.of(known.getStatusCode());
            case AuthenticationServiceException issuerDown -> Problem.UNAVAILABLE;
            case AbortedException clientLeft -> Problem.MALFORMED;
            case IOException unreachable -> Problem.UNAVAILABLE;
            case ChannelException noSocketLeft -> Problem.UNAVAILABLE;
            default -> Problem.INTERNAL;
        };
    }

    private static void log(ServerWebExchange exchange, Throwable failure, Problem problem) {
        String traceId = Trace.of(exchange).id();
        if (problem.equals(Problem.INTERNAL)) {
            log.error("Request failed unexpectedly traceId={}", traceId, failure);
        } else if (problem.status().is5xxServerError()) {
            Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
            log.warn(
                    "Request not served route={} code={} cause={} traceId={}",
                    route == null ? "none" : route.getId(),
                    problem.code(),
                    failure.toString(),
                    traceId);
        }
    }
}
