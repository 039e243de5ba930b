package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.http.MockHttpOutputMessage;
import tools.jackson.databind.json.JsonMapper;

class SizedJsonTests {

    @Test
    void theLengthIsThatOfTheBytes() throws IOException {
        MockHttpOutputMessage message = new MockHttpOutputMessage();

        new SizedJson(new JsonMapper()).write(Map.of("name", "주전자"), MediaType.APPLICATION_JSON, message);

        assertThat(message.getBodyAsString(StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"주전자\"}");
        assertThat(message.getHeaders().getContentLength()).isEqualTo(message.getBodyAsBytes().length);
    }

    private record Note(String text) {}

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":7}", "{\"TEXT\":\"seven\"}"})
    void readsNothingForWhatItIsNot(String body) {
        MockHttpInputMessage message = new MockHttpInputMessage(body.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(HttpMessageNotReadableException.class)
                .isThrownBy(() -> new SizedJson(new JsonMapper()).read(Note.class, message));
    }
}
