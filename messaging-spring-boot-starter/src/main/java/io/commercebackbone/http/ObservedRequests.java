package io.commercebackbone.http;

import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts each request into the trace that its {@code traceparent} names, or into a new one, and measures it. A request has a
 * span if its trace is recorded. Stands in for the framework's observation of requests, with the same metric: that one
 * took a fourteenth of order-service's time.
 */
final class ObservedRequests extends OncePerRequestFilter {

    private static final String TRACEPARENT = "traceparent";
    private static final String COMMON = "-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";

    /** Version 00 as it is written; of a later version what it has in common with 00. */
    private static final Pattern VALID = Pattern.compile("00" + COMMON + "|(?!00|ff)[0-9a-f]{2}" + COMMON + "(?:-.*)?");

    private final Tracer tracer;
    private final RequestTimers timers;

    ObservedRequests(Tracer tracer, RequestTimers timers) {
        this.tracer = tracer;
        this.timers = timers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begin = System.nanoTime();
        TraceContext caller = caller(request.getHeader(TRACEPARENT));
        if (caller != null && !Boolean.TRUE.equals(caller.sampled())) {
            CurrentTraceContext.Scope scope = tracer.currentTraceContext().newScope(caller);
            try {
                serve(request, response, chain, begin, null);
            } finally {
                scope.close();
            }
            return;
        }
        Span.Builder builder = tracer.spanBuilder().kind(Span.Kind.SERVER).name(request.getMethod());
        Span span = (caller == null ? builder.setNoParent() : builder.setParent(caller)).start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            serve(request, response, chain, begin, span);
        } finally {
            scope.close();
            span.end();
        }
    }

    private void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            long begin,
            @Nullable Span span)
            throws ServletException, IOException {
        Throwable failure = null;
        try {
            chain.doFilter(request, response);
            failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        } catch (ServletException | IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            ServedRequest served = ServedRequest.of(request, response, failure);
            timers.record(served, System.nanoTime() - begin);
            if (span != null && !span.isNoop()) {
                served.tell(span);
            }
        }
    }

    /** Who asks, if he says it as the W3C does. */
    private @Nullable TraceContext caller(@Nullable String traceparent) {
        if (traceparent == null || !VALID.matcher(traceparent).matches()) {
            return null;
        }
        return tracer.traceContextBuilder()
                .traceId(traceparent.substring(3, 35))
                .spanId(traceparent.substring(36, 52))
                .sampled((Character.digit(traceparent.charAt(54), 16) & 1) == 1)
                .build();
    }
}
