package io.commercebackbone.gateway.trace;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * The W3C trace of one request: the client's when it sent a valid {@code traceparent}, else a new one.
 *
 * @param id 32 hexadecimal digits, the same in every service that works for the request
 * @param spanId 16 hexadecimal digits, the gateway's part
 * @param sampled whether services are to record their spans
 */
public record Trace(String id, String spanId, boolean sampled) {

    static final String TRACEPARENT = "traceparent";

    private static final String ATTRIBUTE = Trace.class.getName();

    /** Version 00 as it is written; of a later version what it has in common with 00. All zeros mean nothing. */
    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int LENGTH = 55;

    /** The same for every call with one exchange, whatever happens to the request. */
    public static Trace of(ServerWebExchange exchange) {
        return (Trace) exchange.getAttributes()
                .computeIfAbsent(
                        ATTRIBUTE,
                        name -> continuing(exchange.getRequest().getHeaders().getFirst(TRACEPARENT)));
    }

    /** Makes this the exchange's trace, whoever asks for it from now on. */
    void isOf(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** As the W3C header of this name says it. */
    public String traceparent() {
        return "00-" + id + "-" + spanId + (sampled ? "-01" : "-00");
    }

    /** Has a service continue this trace, whatever the client's headers say. */
    public void handOn(HttpHeaders headers) {
        String given = headers.getFirst(TRACEPARENT);
        if (given == null || !given.contains(id)) {
            // belongs to a trace that was not taken up
            headers.remove("tracestate");
        }
        headers.set(TRACEPARENT, traceparent());
    }

    static Trace continuing(@Nullable String traceparent) {
        if (traceparent == null || !isValid(traceparent)) {
            return new Trace(hex() + hex(), hex(), false);
        }
        boolean sampled = (Character.digit(traceparent.charAt(LENGTH - 1), 16) & 1) == 1;
        return new Trace(traceparent.substring(3, 35), hex(), sampled);
    }

    static boolean isValid(String traceparent) {
        boolean later =
                traceparent.length() > LENGTH && traceparent.charAt(LENGTH) == '-' && !traceparent.startsWith("00");
        String common = later ? traceparent.substring(0, LENGTH) : traceparent;
        return VALID.matcher(common).matches();
    }

    /** Sixteen digits, never all zero. Chance, not secrecy, keeps ids apart. */
    private static String hex() {
        long value = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        StringBuilder digits = new StringBuilder(16);
        for (int shift = 60; shift >= 0; shift -= 4) {
            digits.append(Character.forDigit((int) (value >>> shift) & 0xf, 16));
        }
        return digits.toString();
    }
}
