package io.commercebackbone.local;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call that is refused, and how.
 *
 * @param body null for none
 * @param headers beside the usual ones
 */
public record BadCall(
        String method, String path, @Nullable String body, Map<String, String> headers, int status, String code) {

    private static final String INVALID = "validation-failed";
    private static final Map<String, String> NONE = Map.of();

    /** A GET that asks for something impossible: 400. */
    public static BadCall query(String path) {
        return new BadCall("GET", path, null, NONE, 400, INVALID);
    }

    /** A body that means nothing to the call: 400. */
    public static BadCall body(String method, String path, String body) {
        return new BadCall(method, path, body, NONE, 400, INVALID);
    }

    /** Something that is not there: 404. */
    public static BadCall missing(String path, String code) {
        return new BadCall("GET", path, null, NONE, 404, code);
    }

    /**
     * What every service refuses in the same way.
     *
     * @param post where a JSON object is posted
     * @param body that would be taken there
     */
    public static Stream<BadCall> ofEveryService(String post, String body) {
        Stream<BadCall> bodies = Stream.of("", "nonsense", "{", "[]", "null", "\"text\"", "7", body + "}")
                .map(it -> body("POST", post, it));
        Stream<BadCall> others = Stream.of(
                new BadCall("DELETE", post, null, NONE, 405, "method-not-allowed"),
                new BadCall("POST", post, body, Map.of("Content-Type", "text/plain"), 415, "unsupported-media-type"),
                new BadCall("POST", post, body, Map.of("Content-Type", "nonsense"), 415, "unsupported-media-type"),
                new BadCall("POST", post, body, Map.of("Accept", "text/html"), 406, "not-acceptable"),
                new BadCall("POST", post, body, Map.of("Accept", "nonsense"), 406, "not-acceptable"),
                new BadCall("POST", post, body, Map.of("Idempotency-Key", ""), 400, "idempotency-key-invalid"),
                new BadCall(
                        "POST", post, body, Map.of("Idempotency-Key", "x".repeat(201)), 400, "idempotency-key-invalid"),
                new BadCall("POST", post, "\"" + "x".repeat(70_000) + "\"", NONE, 413, "content-too-large"),
                new BadCall("GET", "/nothing/here", null, NONE, 404, "not-found"),
                new BadCall("POST", "/nothing/here", body, NONE, 404, "not-found"),
                new BadCall("GET", "/nothing;here", null, NONE, 400, INVALID));
        return Stream.concat(bodies, others);
    }

    public Answer by(ServiceApi api) {
        return api.send(method, path, body, headers);
    }

    /** What of an answer is not as it should be; empty if it refuses this call in good form. */
    public List<String> faultsOf(Answer answer) {
        return Stream.of(
                        fault("status", answer.status() != status),
                        fault("media type", !answer.header("Content-Type").equals("application/problem+json")),
                        fault("Allow", status == 405 && answer.header("Allow").isEmpty()),
                        fault("code", !answer.code().equals(code)),
                        fault("type", !text(answer, "type").endsWith(code)),
                        fault("title", text(answer, "title").isBlank()),
                        fault("status in the body", answer.body().path("status").asInt() != status),
                        fault("detail", text(answer, "detail").isBlank()),
                        fault("traceId", text(answer, "traceId").isBlank()),
                        fault(
                                "tells of the inside",
                                answer.text()
                                        .matches("(?is).*(exception|io\\.commerce|select |insert |\\bat [a-z]+\\.).*")))
                .flatMap(it -> it)
                .toList();
    }

    private static String text(Answer answer, String field) {
        return answer.body().path(field).asString("");
    }

    private static Stream<String> fault(String what, boolean found) {
        return found ? Stream.of(what) : Stream.empty();
    }

    @Override
    public String toString() {
        String shown = body == null ? "" : " " + body.substring(0, Math.min(60, body.length()));
        return method + " " + path + shown + (headers.isEmpty() ? "" : " " + headers.keySet()) + ": " + code;
    }
}
