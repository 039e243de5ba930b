package io.commercebackbone.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a body with its length, as one piece: without one the server cuts it into chunks and sends the end of the last
 * in a packet of its own. Reads with an eye on {@link MisspeltFields} and {@link ExactTypes}.
 */
class SizedJson extends JacksonJsonHttpMessageConverter {

    SizedJson(JsonMapper json) {
        super(ExactTypes.in(json.rebuild()).addHandler(new MisspeltFields()).build());
    }

    @Override
    protected void writeInternal(
            Object object, ResolvableType type, HttpOutputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        Buffered body = new Buffered(message.getHeaders());
        super.writeInternal(object, type, body, hints);
        message.getHeaders().setContentLength(body.bytes.size());
        body.bytes.writeTo(message.getBody());
    }

    private static final class Buffered implements HttpOutputMessage {

        private final HttpHeaders headers;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

        Buffered(HttpHeaders headers) {
            this.headers = headers;
        }

        @Override
        public OutputStream getBody() {
            return bytes;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
