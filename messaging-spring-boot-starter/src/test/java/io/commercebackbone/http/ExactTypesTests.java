package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ExactTypesTests {

    private static final JsonMapper JSON = ExactTypes.in(JsonMapper.builder()).build();

    record Things(
            @Nullable String text,
            int count,
            boolean sure,
            @Nullable Instant at) {}

    @Test
    void takesEachForWhatItIs() {
        assertThat(JSON.readValue("""
                        {"text":"7","count":7,"sure":true,"at":"2026-12-01T09:00:00+09:00"}""", Things.class))
                .isEqualTo(new Things("7", 7, true, Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(JSON.readValue("{\"text\":null,\"count\":0,\"sure\":false,\"at\":null}", Things.class))
                .isEqualTo(new Things(null, 0, false, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":7}",
                "{\"text\":7.5}",
                "{\"text\":true}",
                "{\"count\":\"7\"}",
                "{\"count\":7.5}",
                "{\"count\":true}",
                "{\"sure\":1}",
                "{\"sure\":\"true\"}",
                "{\"at\":7}",
                "{\"at\":7.5}",
                "{\"at\":\"7\"}",
                "{\"at\":\"2026-12-01\"}",
                "{\"at\":\"2026-12-01T00:00:00\"}"
            })
    void takesNothingForWhatItIsNot(String body) {
        String field = body.substring(2, body.indexOf(':') - 1);

        assertThat(BodyFault.of(catchThrowable(() -> JSON.readValue(body, Things.class))))
                .hasValueSatisfying(it -> assertThat(it).containsEntry("field", field));
    }
}
