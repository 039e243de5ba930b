package io.commercebackbone.gateway.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * The W3C trace of one request: the client's when it sent a {@code traceparent}, else a new one.
 *
 * @param id 32 hexadecimal digits, the same in every service that works for the request
 * @param spanId 16 hexadecimal digits, the gateway's part
 * @param sampled whether the spans are recorded
 */
public record Trace(String id, String spanId, boolean sampled) {

    private static final String ATTRIBUTE = Trace.class.getName();

    /** The same for every call with one exchange, whatever happens to the request. */
    public static Trace of(ServerWebExchange exchange) {
        return (Trace) exchange.getAttributes()
                .computeIfAbsent(ATTRIBUTE, name -> observed(exchange).orElseGet(Trace::fresh));
    }

    /** As the W3C header of this name says it. */
    public String traceparent() {
        return "00-" + id + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static Optional<Trace> observed(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .flatMap(observation -> Optional.<TracingContext>ofNullable(observation.get(TracingContext.class)))
                .flatMap(tracing -> Optional.ofNullable(tracing.getSpan()))
                .map(Span::context)
                .filter(context -> !context.traceId().isEmpty())
                .map(Trace::of);
    }

    private static Trace of(TraceContext context) {
        return new Trace(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
    }

    private static Trace fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Trace(
                "%016x%016x".formatted(random.nextLong(), random.nextLong(1, Long.MAX_VALUE)),
                "%016x".formatted(random.nextLong(1, Long.MAX_VALUE)),
                false);
    }
}
