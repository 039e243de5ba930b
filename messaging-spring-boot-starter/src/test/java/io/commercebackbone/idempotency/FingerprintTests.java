package io.commercebackbone.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTests {

    private static final String BODY = "{\"a\": 1.5, \"b\": [1, \"x\", null]}";

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\":[1,\"x\",null],\"a\":1.50}", "{\"a\":15e-1,\n\"b\":[1.0,\"x\",null]}"})
    void whatSaysTheSameIsTheSame(String body) {
        assertThat(of(null, body)).isEqualTo(of(null, BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1.51, \"b\": [1, \"x\", null]}",
                "{\"a\": \"1.5\", \"b\": [1, \"x\", null]}",
                "{\"a\": 1.5, \"b\": [\"x\", 1, null]}",
                "{\"a\": 1.5, \"b\": [1, \"x\"]}",
                "{\"a\": 1.5, \"b\": [1, \"x\", null], \"c\": null}",
                "{\"a\": 1.5}",
                "",
                "no JSON"
            })
    void whatSaysSomethingElseIsSomethingElse(String body) {
        assertThat(of(null, body)).isNotEqualTo(of(null, BODY));
    }

    @Test
    void theQuerySaysSomethingToo() {
        assertThat(of("a=1", "{}")).isNotEqualTo(of("a=2", "{}")).isNotEqualTo(of(null, "{}"));
    }

    private static String of(@Nullable String query, String body) {
        return Fingerprint.of(query, body.getBytes(StandardCharsets.UTF_8));
    }
}
