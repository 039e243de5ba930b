package io.commercebackbone.http.description;

import io.swagger.v3.oas.models.examples.Example;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A problem as it is shown.
 *
 * @param detail what it says, for example
 * @param retryAfter whether it says when to try again
 */
record DescribedProblem(HttpStatus status, String code, String detail, boolean retryAfter) {

    static DescribedProblem of(Refuses refusal) {
        return new DescribedProblem(refusal.status(), refusal.code(), refusal.detail(), refusal.retryAfter());
    }

    String statusCode() {
        return Integer.toString(status.value());
    }

    Example example() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:commerce-backbone:problem:" + code);
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("code", code);
        body.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        if (code.equals("validation-failed")) {
            body.put("errors", List.of(Map.of("field", "name", "message", "must not be blank")));
        }
        return new Example().summary(detail).value(body);
    }
}
