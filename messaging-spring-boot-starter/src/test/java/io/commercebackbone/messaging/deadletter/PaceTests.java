package io.commercebackbone.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTests {

    private static final long MILLISECOND = 1_000_000;

    private final Pace pace = new Pace();

    @Test
    void keepsToItsRateHoweverOftenItIsAsked() {
        int admitted = 0;
        for (long now = 0; now < 1_000 * MILLISECOND; now += MILLISECOND) {
            admitted += pace.admits("one", 20, now) ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(20);
    }

    @Test
    void catchesUpATenthOfASecondAfterAPauseAndNotMore() {
        pace.admits("one", 100, 0);
        int admitted = 0;
        while (pace.admits("one", 100, 5_000 * MILLISECOND)) {
            admitted++;
        }

        assertThat(admitted).isBetween(10, 11);
    }

    @Test
    void operationsDontSlowEachOtherDown() {
        assertThat(pace.admits("one", 1, 0)).isTrue();
        assertThat(pace.admits("one", 1, 0)).isFalse();
        assertThat(pace.admits("two", 1, 0)).isTrue();
    }
}
