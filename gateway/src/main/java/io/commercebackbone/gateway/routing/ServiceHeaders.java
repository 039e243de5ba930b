package io.commercebackbone.gateway.routing;

import io.commercebackbone.gateway.trace.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service is told of a request, in one pass over its headers: all but those that only infrastructure may set,
 * which a service could take for the truth about caller, path or method, and the trace. A user is known by the token
 * alone.
 */
@Component
class ServiceHeaders implements HttpHeadersFilter {

    private static final Set<String> NAMES = Set.of(
            "forwarded",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-trace-id",
            // of one connection only, and not on the framework's list of those
            "proxy-connection",
            "http2-settings");

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders kept = new HttpHeaders();
        for (Map.Entry<String, List<String>> header : input.headerSet()) {
            if (!spoofable(header.getKey().toLowerCase(Locale.ROOT))) {
                kept.addAll(header.getKey(), header.getValue());
            }
        }
        Trace.of(exchange).handOn(kept);
        return kept;
    }

    /** A server behind may take an underscore for a hyphen. */
    static boolean spoofable(String given) {
        String name = given.replace('_', '-');
        return name.startsWith("x-forwarded-") || name.startsWith("x-user-") || NAMES.contains(name);
    }
}
