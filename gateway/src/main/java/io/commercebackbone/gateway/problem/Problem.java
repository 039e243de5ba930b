package io.commercebackbone.gateway.problem;

import java.time.Duration;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * A refusal as clients see it.
 *
 * @param status HTTP status
 * @param code stable name that clients can rely on
 * @param detail one sentence for people, without internals
 * @param retryAfter when the same request may succeed, told in {@code Retry-After}; zero where waiting does not help
 */
public record Problem(HttpStatus status, String code, String detail, Duration retryAfter) {

    public static final Problem UNAUTHORIZED =
            new Problem(HttpStatus.UNAUTHORIZED, "unauthorized", "A valid bearer token is needed");
    public static final Problem FORBIDDEN =
            new Problem(HttpStatus.FORBIDDEN, "forbidden", "The token does not allow this call");
    public static final Problem FOREIGN_ORIGIN =
            new Problem(HttpStatus.FORBIDDEN, "forbidden", "Pages of this origin may not make this call");
    public static final Problem MALFORMED = new Problem(
            HttpStatus.BAD_REQUEST, "validation-failed", "The request's path or headers are not acceptable");
    public static final Problem PAYLOAD_TOO_LARGE =
            new Problem(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "The request's body is too large");
    public static final Problem HEADERS_TOO_LARGE = new Problem(
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "request-header-fields-too-large",
            "The request's path and headers are too long");
    public static final Problem REQUEST_TIMEOUT =
            new Problem(HttpStatus.REQUEST_TIMEOUT, "request-timeout", "The request's body did not arrive in time");
    public static final Problem UNAVAILABLE = new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service-unavailable",
            "The service does not answer at the moment",
            Duration.ofSeconds(1));
    public static final Problem TOO_MANY_REQUESTS =
            new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "You have made too many calls of this kind");
    static final Problem NOT_FOUND = new Problem(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this path");
    static final Problem UPSTREAM_TIMEOUT =
            new Problem(HttpStatus.GATEWAY_TIMEOUT, "upstream-timeout", "The service did not answer in time");
    static final Problem INTERNAL =
            new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong on our side");

    Problem(HttpStatus status, String code, String detail) {
        this(status, code, detail, Duration.ZERO);
    }

    /** The same refusal with another time to wait. */
    public Problem after(Duration wait) {
        return new Problem(status, code, detail, wait);
    }

    /** What a bare status means here. */
    static Problem of(HttpStatusCode code) {
        HttpStatus status = HttpStatus.resolve(code.value());
        return switch (status) {
            case null -> INTERNAL;
            case UNAUTHORIZED -> UNAUTHORIZED;
            case FORBIDDEN -> FORBIDDEN;
            case BAD_REQUEST -> MALFORMED;
            case NOT_FOUND -> NOT_FOUND;
            case CONTENT_TOO_LARGE -> PAYLOAD_TOO_LARGE;
            case SERVICE_UNAVAILABLE, BAD_GATEWAY -> UNAVAILABLE;
            case GATEWAY_TIMEOUT -> UPSTREAM_TIMEOUT;
            case INTERNAL_SERVER_ERROR -> INTERNAL;
            default ->
                new Problem(status, status.name().toLowerCase(Locale.ROOT).replace('_', '-'), status.getReasonPhrase());
        };
    }
}
