package io.commercebackbone.http;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The trace that the calling thread works for. */
public class CurrentTrace {

    private final Tracer tracer;

    public CurrentTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Hex id of the trace; a fresh one where nothing is traced, so that an answer can always be told apart. */
    public String id() {
        TraceContext context = context();
        return context == null ? UUID.randomUUID().toString().replace("-", "") : context.traceId();
    }

    /** The W3C {@code traceparent} of the current span, to be carried with what it causes; null outside a trace. */
    public @Nullable String traceparent() {
        TraceContext context = context();
        if (context == null) {
            return null;
        }
        String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + flags;
    }

    private @Nullable TraceContext context() {
        Span span = tracer.currentSpan();
        return span == null || span.context().traceId().isEmpty() ? null : span.context();
    }
}
