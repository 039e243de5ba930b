package io.commercebackbone.gateway.trace;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Hands the trace on to the service. */
@Component
class TracePropagation implements HttpHeadersFilter {

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        Trace trace = Trace.of(exchange);
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(input);
        String given = input.getFirst(Trace.TRACEPARENT);
        if (given == null || !given.contains(trace.id())) {
            // belongs to a trace that was not taken up
            headers.remove("tracestate");
        }
        headers.set(Trace.TRACEPARENT, trace.traceparent());
        return headers;
    }
}
