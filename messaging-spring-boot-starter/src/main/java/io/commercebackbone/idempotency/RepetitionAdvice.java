package io.commercebackbone.idempotency;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Gives a stored answer again: status, location, content type and body, byte for byte. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RepetitionAdvice {

    @ExceptionHandler
    ResponseEntity<byte[]> repeat(Repetition repetition) {
        StoredAnswer answer = repetition.answer();
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
        if (answer.location() != null) {
            response.location(URI.create(answer.location()));
        }
        if (answer.contentType() == null) {
            return response.build();
        }
        return response.contentType(MediaType.parseMediaType(answer.contentType()))
                .body(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
