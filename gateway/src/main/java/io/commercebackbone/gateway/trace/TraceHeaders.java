package io.commercebackbone.gateway.trace;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Names the trace in every answer, also in refusals, so that a client can quote it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceHeaders implements WebFilter {

    static final String TRACE_ID = "X-Trace-Id";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Trace trace = Trace.of(exchange);
        // at the last moment, over whatever the service may have said
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set(TRACE_ID, trace.id());
            headers.set(Trace.TRACEPARENT, trace.traceparent());
            return Mono.empty();
        });
        return chain.filter(exchange);
    }
}
