package io.commercebackbone.gateway.routing;

import io.commercebackbone.gateway.problem.PoolExhausted;
import io.commercebackbone.gateway.problem.Problem;
import io.commercebackbone.gateway.problem.Refusal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A circuit breaker per route: while a service gives no answers, requests for it are refused at once with 503 and when
 * to come back. Any answer counts as life, also a 500 or 503 of the service's own: it reaches the client as it is, and one
 * broken call of a service does not take its others away.
 */
@Component
class RouteBreakers implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(RouteBreakers.class);

    private final CircuitBreakerRegistry breakers;
    private final Problem whileOpen;

    RouteBreakers(BreakerProperties properties, MeterRegistry meters) {
        breakers = CircuitBreakerRegistry.of(properties.settings());
        whileOpen = Problem.UNAVAILABLE.after(properties.openFor());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        breakers.getEventPublisher()
                .onEntryAdded(added -> added.getAddedEntry()
                        .getEventPublisher()
                        .onStateTransition(it ->
                                log.warn("Breaker route={} {}", it.getCircuitBreakerName(), it.getStateTransition())));
    }

    /** Inside {@link Repeats}: every attempt counts. */
    @Override
    public int getOrder() {
        return Repeats.ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        CircuitBreaker breaker = breakers.circuitBreaker(route.getId());
        if (!breaker.tryAcquirePermission()) {
            return Mono.error(new Refusal(whileOpen));
        }
        long begin = System.nanoTime();
        return chain.filter(exchange)
                .doOnSuccess(it -> breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS))
                .doOnError(e -> failed(breaker, System.nanoTime() - begin, e))
                .doOnCancel(breaker::releasePermission);
    }

    private static void failed(CircuitBreaker breaker, long nanos, Throwable failure) {
        if (isNoAnswer(failure)) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        } else {
            // our own pool is exhausted, or our own mistake
            breaker.releasePermission();
        }
    }

    private static boolean isNoAnswer(Throwable failure) {
        return failure instanceof IOException
                || (failure instanceof ResponseStatusException late
                        && late.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT
                        && !PoolExhausted.isCauseOf(failure));
    }
}
