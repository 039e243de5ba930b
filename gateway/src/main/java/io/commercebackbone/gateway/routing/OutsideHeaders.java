package io.commercebackbone.gateway.routing;

import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keeps out headers that only infrastructure may set: a service could take them for the truth about caller, path or
 * method. A user is known by the token alone.
 */
@Component
class OutsideHeaders implements HttpHeadersFilter {

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
        input.forEach((name, values) -> {
            if (!spoofable(name.toLowerCase(Locale.ROOT))) {
                kept.addAll(name, values);
            }
        });
        return kept;
    }

    /** A server behind may take an underscore for a hyphen. */
    static boolean spoofable(String given) {
        String name = given.replace('_', '-');
        return name.startsWith("x-forwarded-") || name.startsWith("x-user-") || NAMES.contains(name);
    }
}
