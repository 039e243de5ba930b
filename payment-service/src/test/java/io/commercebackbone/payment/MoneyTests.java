package io.commercebackbone.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTests {

    @ParameterizedTest
    @CsvSource({"12000.00,12000", "1.2E4,12000", "0.10,0.1", "0.00,0", "19.99,19.99"})
    void printsAsPeopleWriteIt(BigDecimal given, String printed) {
        assertThat(new Money(given).amount()).hasToString(printed);
    }

    @Test
    void equalAmountsAreEqualHoweverTheyWereWritten() {
        assertThat(new Money(new BigDecimal("5.00"))).isEqualTo(new Money(new BigDecimal("5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "0.001", "1E+17", "1E+999999999"})
    void refusesWhatIsNoAmount(BigDecimal given) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(given));
    }

    @Test
    void addsAndSubtractsExactly() {
        Money price = new Money(new BigDecimal("0.10"));

        assertThat(price.plus(price).minus(price)).isEqualTo(price);
    }

    @Test
    void neverFallsBelowZero() {
        Money price = new Money(new BigDecimal("0.10"));

        assertThat(Money.ZERO.covers(price)).isFalse();
        assertThat(price.covers(price)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Money.ZERO.minus(price));
    }
}
