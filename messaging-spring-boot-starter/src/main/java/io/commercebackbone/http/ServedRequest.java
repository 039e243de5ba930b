package io.commercebackbone.http;

import io.micrometer.core.instrument.Tags;
import io.micrometer.tracing.Span;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What is told of a request that was answered; it names neither path nor user.
 *
 * @param method one of those there are, else {@code OTHER}: a client may write what he likes
 * @param route the pattern of its path; null if it has none
 * @param status of the answer
 * @param failure type of the exception that nobody turned into an answer; null if there was none
 */
record ServedRequest(
        String method,
        @Nullable String route,
        int status,
        @Nullable Class<?> failure) {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final int SERVER_ERROR = 500;

    static ServedRequest of(HttpServletRequest request, HttpServletResponse response, @Nullable Throwable failure) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        // what is thrown through the filters is answered after them
        int status = failure == null || response.getStatus() >= 400 ? response.getStatus() : SERVER_ERROR;
        return new ServedRequest(
                method, route == null ? null : route.toString(), status, failure == null ? null : failure.getClass());
    }

    /** As the framework names them. */
    Tags tags() {
        String thrown = failure == null ? "none" : failure.getSimpleName();
        return Tags.of(
                "error",
                thrown,
                "exception",
                thrown,
                "method",
                method,
                "outcome",
                outcome(),
                "status",
                Integer.toString(status),
                "uri",
                uri());
    }

    /** By OpenTelemetry's conventions. */
    void tell(Span span) {
        span.name(route == null ? method : method + " " + route);
        span.tag("http.request.method", method);
        span.tag("http.response.status_code", status);
        if (route != null) {
            span.tag("http.route", route);
        }
        if (status >= SERVER_ERROR) {
            span.tag("error", "true");
            span.tag("error.type", failure == null ? Integer.toString(status) : failure.getName());
        }
    }

    private String uri() {
        if (route != null) {
            return route;
        }
        return status == 404 ? "NOT_FOUND" : status / 100 == 3 ? "REDIRECTION" : "UNKNOWN";
    }

    private String outcome() {
        return switch (status / 100) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
    }
}
