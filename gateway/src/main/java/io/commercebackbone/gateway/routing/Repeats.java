package io.commercebackbone.gateway.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends a request again where that can do no harm: a GET that found no service or lost its connection, and a request
 * with an {@code Idempotency-Key} for which there was no connection, so that no service has seen it. Not after a
 * time-out: what is slow does not get faster by being asked twice.
 */
@Component
class Repeats implements GlobalFilter, Ordered {

    /** Inside the filter that writes the answer, so that what fails here has not begun to be answered. */
    static final int ORDER = 10;

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final int times;
    private final Duration pause;
    private final Counter repeated;

    Repeats(RepeatProperties properties, MeterRegistry meters) {
        times = properties.times();
        pause = properties.pause();
        repeated = meters.counter("gateway.repeats");
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return attempt(exchange, chain, times);
    }

    private Mono<Void> attempt(ServerWebExchange exchange, GatewayFilterChain chain, int left) {
        return chain.filter(exchange)
                .onErrorResume(failure -> left > 0 && mayRepeat(exchange.getRequest(), failure)
                        ? Mono.delay(pause).then(Mono.defer(() -> {
                            repeated.increment();
                            ServerWebExchangeUtils.reset(exchange);
                            return attempt(exchange, chain, left - 1);
                        }))
                        : Mono.error(failure));
    }

    static boolean mayRepeat(ServerHttpRequest request, Throwable failure) {
        if (request.getMethod().equals(HttpMethod.GET)) {
            return failure instanceof IOException;
        }
        return request.getHeaders().containsHeader(IDEMPOTENCY_KEY) && neverArrived(failure);
    }

    private static boolean neverArrived(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException;
    }
}
