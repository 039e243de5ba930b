package io.commercebackbone.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of what happens outside of requests, within the trace that a {@code traceparent} names. A span costs
 * something only where spans are exported and the trace is sampled; else nothing is made. Never blocks. Attributes must not
 * hold anything about a person.
 */
public final class Spans {

    private static final Pattern SAMPLED = Pattern.compile(
            "[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f][13579bdf]", Pattern.CASE_INSENSITIVE);

    private final @Nullable Tracer tracer;

    /** @param tracer null where nobody takes the spans */
    public Spans(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** None at all. */
    public static Spans none() {
        return new Spans(null);
    }

    /** What a span is about, such as {@code order-created publish}; the kind says which side of a hop it is. */
    public record About(String name, Span.Kind kind, Map<String, String> attributes) {}

    /**
     * Begins a span, or what stands for one if the trace takes none.
     *
     * @param about asked only if there is a span
     */
    public Open begin(Supplier<About> about, @Nullable String traceparent, Instant start) {
        return new Open(span(about, traceparent, start), traceparent);
    }

    /** A span of what has ended by now. */
    public void ended(Supplier<About> about, @Nullable String traceparent, Instant start, @Nullable Throwable error) {
        begin(about, traceparent, start).end(error);
    }

    private @Nullable Span span(Supplier<About> what, @Nullable String traceparent, Instant start) {
        if (tracer == null
                || traceparent == null
                || !SAMPLED.matcher(traceparent).matches()) {
            return null;
        }
        About about = what.get();
        TraceContext parent = tracer.traceContextBuilder()
                .traceId(traceparent.substring(3, 35))
                .spanId(traceparent.substring(36, 52))
                .sampled(true)
                .build();
        Span.Builder span = tracer.spanBuilder()
                .setParent(parent)
                .name(about.name())
                .kind(about.kind())
                .startTimestamp(micros(start), TimeUnit.MICROSECONDS);
        about.attributes().forEach(span::tag);
        return span.start();
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }

    /** A span that has begun; to be ended once, by any thread. */
    public static final class Open {

        private final @Nullable Span span;
        private final @Nullable String parent;

        private Open(@Nullable Span span, @Nullable String parent) {
            this.span = span;
            this.parent = parent;
        }

        /** What is handed on, so that what follows belongs to this span; without one, to what it would belong to. */
        public @Nullable String traceparent() {
            return span == null
                    ? parent
                    : "00-" + span.context().traceId() + "-" + span.context().spanId() + "-01";
        }

        public void end() {
            end(null);
        }

        /** @param error why it failed, of which the span tells the type alone; null if it did not */
        public void end(@Nullable Throwable error) {
            if (span == null) {
                return;
            }
            if (error != null) {
                // not the exception itself: its message may quote what a client sent
                span.tag("error.type", error.getClass().getName());
                span.tag("error", "true");
            }
            span.end();
        }
    }
}
