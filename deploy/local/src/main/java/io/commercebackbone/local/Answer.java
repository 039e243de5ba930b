package io.commercebackbone.local;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a call of a service came to. */
public record Answer(HttpResponse<String> response) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public int status() {
        return response.statusCode();
    }

    /** The body as it was written. */
    public String text() {
        return response.body();
    }

    /** The body read as JSON, with exact numbers; that of an empty answer is a missing node. */
    public JsonNode body() {
        return JSON.readTree(response.body());
    }

    /** The stable code of a problem. */
    public String code() {
        return text("code");
    }

    /** A field of the body as text; empty if it is not there. */
    public String text(String field) {
        return body().path(field).asString("");
    }

    /**
     * The answer itself, if it has this status.
     *
     * @throws IllegalStateException with what came instead
     */
    public Answer require(int expected) {
        if (status() != expected) {
            throw new IllegalStateException("answered %d instead of %d: %s".formatted(status(), expected, text()));
        }
        return this;
    }

    /** What a client sees of an answer that is given again: status, location, content type and body, to the byte. */
    public List<String> essence() {
        return List.of(Integer.toString(status()), header("Location"), header("Content-Type"), text());
    }

    /** The first header of that name; empty if there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
