package io.commercebackbone.gateway.trace;

import io.opentelemetry.api.trace.Span;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Names the trace in every answer, also in refusals, so that a client can quote it; and has its span made. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceHeaders implements WebFilter {

    static final String TRACE_ID = "X-Trace-Id";

    private final RequestSpans spans;

    TraceHeaders(RequestSpans spans) {
        this.spans = spans;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<Span> span = spans.begin(exchange);
        Trace trace = Trace.of(exchange);
        // at the last moment, over whatever the service may have said
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set(TRACE_ID, trace.id());
            headers.set(Trace.TRACEPARENT, trace.traceparent());
            return Mono.empty();
        });
        return span.map(it -> chain.filter(exchange).doFinally(end -> RequestSpans.end(it, exchange)))
                .orElseGet(() -> chain.filter(exchange));
    }
}
