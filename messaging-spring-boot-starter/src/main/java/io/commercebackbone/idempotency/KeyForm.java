package io.commercebackbone.idempotency;

import io.commercebackbone.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** What a key looks like: 1 to 200 printable ASCII characters, once. Its value means nothing to us. */
final class KeyForm {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7E]{1,200}");

    private KeyForm() {}

    /**
     * The key of a request that may have none.
     *
     * @param values of the request's headers of that name
     * @throws Problem if there are several, or one that is none
     */
    static Optional<String> read(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String key = values.getFirst();
        if (values.size() > 1 || !FORM.matcher(key).matches() || key.isBlank()) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "idempotency-key-invalid",
                    HEADER + " must be given once and have 1 to 200 printable ASCII characters");
        }
        return Optional.of(key);
    }
}
