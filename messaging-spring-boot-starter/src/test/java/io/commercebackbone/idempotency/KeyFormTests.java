package io.commercebackbone.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.commercebackbone.http.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormTests {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "key\n", "schlüssel", "\u007f"})
    void refusesWhatIsNotPrintable(String key) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> KeyForm.read(List.of(key)))
                .satisfies(it ->
                        assertThat(it.getBody().getProperties()).containsEntry("code", "idempotency-key-invalid"));
    }

    @Test
    void takesUpTo200Characters() {
        assertThat(KeyForm.read(List.of("~".repeat(200)))).isPresent();
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> KeyForm.read(List.of("~".repeat(201))));
    }

    @Test
    void twoKeysAreNone() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> KeyForm.read(List.of("a", "a")));
    }

    @Test
    void noKeyIsNoKey() {
        assertThat(KeyForm.read(List.of())).isEmpty();
    }
}
