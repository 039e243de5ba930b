package io.commercebackbone.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "key\n", "schlüssel", "\u007f"})
    void refusesWhatIsNotPrintableAscii(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdempotencyKey(value))
                .withMessageContaining("Idempotency-Key");
    }

    @Test
    void hasTwoHundredCharactersAtMost() {
        assertThat(new IdempotencyKey("~".repeat(200)).value()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey("~".repeat(201)));
    }

    @Test
    void noKeyIsNoKey() {
        assertThat(IdempotencyKey.ofNullable(null)).isNull();
    }
}
