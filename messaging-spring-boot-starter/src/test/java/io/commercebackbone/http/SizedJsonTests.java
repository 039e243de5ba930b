package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
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
}
