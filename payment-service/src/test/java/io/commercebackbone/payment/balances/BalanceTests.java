package io.commercebackbone.payment.balances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.commercebackbone.payment.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final UUID user = UUID.randomUUID();
    private final UUID reference = UUID.randomUUID();
    private final Balance balance = new Balance(user, money(100), 7);

    @Test
    void everyMoveIsAnEntryNumberedWithoutAGap() {
        assertThat(balance.charge(money(50), reference, NOW))
                .isEqualTo(new BalanceEntry(user, 8, EntryType.CHARGE, money(50), money(150), reference, NOW));
        assertThat(balance.pay(money(30), reference, NOW))
                .isEqualTo(new BalanceEntry(user, 9, EntryType.PAYMENT, money(30), money(120), reference, NOW));
        assertThat(balance.refund(money(30), reference, NOW))
                .isEqualTo(new BalanceEntry(user, 10, EntryType.REFUND, money(30), money(150), reference, NOW));
    }

    @Test
    void onlyPaymentsTakeAway() {
        assertThat(balance.charge(money(50), reference, NOW).signed()).isEqualByComparingTo("50");
        assertThat(balance.refund(money(50), reference, NOW).signed()).isEqualByComparingTo("50");
        assertThat(balance.pay(money(50), reference, NOW).signed()).isEqualByComparingTo("-50");
    }

    @Test
    void allOfItCanBePaid() {
        assertThat(balance.pay(money(100), reference, NOW).balanceAfter()).isEqualTo(Money.ZERO);
    }

    @Test
    void moreThanThereIsCannotBePaid() {
        assertThat(balance.covers(money(101))).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> balance.pay(money(101), reference, NOW));
        assertThat(balance.covers(money(100))).isTrue();
    }

    @Test
    void aChangeByNothingIsNoChange() {
        assertThatIllegalArgumentException().isThrownBy(() -> balance.charge(Money.ZERO, reference, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.99", "10000000.01"})
    void refusesChargesThatAreTooSmallOrTooLarge(BigDecimal amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChargeBalance(user, new Money(amount)));
    }

    private static Money money(long amount) {
        return new Money(BigDecimal.valueOf(amount));
    }
}
