package io.commercebackbone.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;

/**
 * A span for each request that is recorded; all others cost nothing but the question. A span names method, route and
 * status, and neither path nor user.
 */
final class RequestSpans {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private final @Nullable Tracer tracer;
    private final double sampling;

    /**
     * @param tracer null where nobody takes the spans
     * @param sampling the share of requests without a trace of their own that are recorded
     */
    RequestSpans(@Nullable Tracer tracer, double sampling) {
        this.tracer = tracer;
        this.sampling = sampling;
    }

    /** Begins the request's span, whose trace is the exchange's from now on; empty if the request is not recorded. */
    Optional<Span> begin(ServerWebExchange exchange) {
        if (tracer == null) {
            return Optional.empty();
        }
        String given = exchange.getRequest().getHeaders().getFirst(Trace.TRACEPARENT);
        Context parent = given != null && Trace.isValid(given) ? parent(given) : Context.root();
        if (!isRecorded(Span.fromContext(parent).getSpanContext())) {
            return Optional.empty();
        }
        Span span = tracer.spanBuilder(exchange.getRequest().getMethod().name())
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        SpanContext context = span.getSpanContext();
        new Trace(context.getTraceId(), context.getSpanId(), true).isOf(exchange);
        return Optional.of(span);
    }

    /** Ends it with what the client was answered. */
    static void end(Span span, ServerWebExchange exchange) {
        String method = exchange.getRequest().getMethod().name();
        span.setAttribute(METHOD, method);
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        if (route != null) {
            span.updateName(method + " " + route.getId());
            span.setAttribute(ROUTE, route.getId());
        }
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        if (status != null) {
            span.setAttribute(STATUS, (long) status.value());
            if (status.is5xxServerError()) {
                span.setStatus(StatusCode.ERROR);
            }
        }
        span.end();
    }

    /** As the client's trace says; of those without one a share. */
    private boolean isRecorded(SpanContext client) {
        return client.isValid()
                ? client.isSampled()
                : ThreadLocalRandom.current().nextDouble() < sampling;
    }

    private static Context parent(String traceparent) {
        SpanContext context = SpanContext.createFromRemoteParent(
                traceparent.substring(3, 35),
                traceparent.substring(36, 52),
                TraceFlags.fromHex(traceparent, 53),
                TraceState.getDefault());
        return Context.root().with(Span.wrap(context));
    }
}
