package io.commercebackbone.order.coupons;

import static io.commercebackbone.order.coupons.CouponFixtures.fixed;
import static io.commercebackbone.order.coupons.CouponFixtures.rate;
import static io.commercebackbone.order.coupons.CouponFixtures.won;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.commercebackbone.order.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountTests {

    @ParameterizedTest
    @CsvSource({
        "10, 10000, 1000",
        "15, 12345, 1851",
        "33.33, 100, 33",
        "0.01, 9999, 0",
        "100, 19900, 19900",
        "100, 19900.50, 19900",
        "7.5, 99999999999999, 7499999999999"
    })
    void aRateIsRoundedDownToAWholeWon(String percent, BigDecimal total, BigDecimal discount) {
        assertThat(rate(percent, 0, null).of(new Money(total))).isEqualTo(new Money(discount));
    }

    @Test
    void anAmountNeverTakesOffMoreThanTheTotal() {
        assertThat(fixed(5_000, 0).of(won(8_000))).isEqualTo(won(5_000));
        assertThat(fixed(5_000, 0).of(won(5_000))).isEqualTo(won(5_000));
        assertThat(fixed(5_000, 0).of(won(4_999))).isEqualTo(won(4_999));
        assertThat(fixed(5_000, 0).of(Money.ZERO)).isEqualTo(Money.ZERO);
    }

    @Test
    void endsAtItsMost() {
        assertThat(rate("50", 0, 3_000).of(won(5_000))).isEqualTo(won(2_500));
        assertThat(rate("50", 0, 3_000).of(won(6_001))).isEqualTo(won(3_000));
    }

    @Test
    void appliesFromItsLeastOrderOn() {
        assertThat(fixed(1, 100).appliesTo(won(99))).isFalse();
        assertThat(fixed(1, 100).appliesTo(won(100))).isTrue();
    }

    @Test
    void isMoreThanNothingAndAHundredPerCentAtMost() {
        assertThatIllegalArgumentException().isThrownBy(() -> fixed(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> rate("100.01", 0, null));
        assertThat(fixed(101, 0).value()).isEqualTo(BigDecimal.valueOf(101));
    }
}
