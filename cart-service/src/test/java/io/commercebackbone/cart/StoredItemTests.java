package io.commercebackbone.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoredItemTests {

    @Test
    void isReadAsItWasWritten() {
        StoredItem item = new StoredItem(UUID.randomUUID(), 999, 1_795_320_000_123_456L);

        assertThat(StoredItem.of(Map.entry(item.productId().toString(), item.value())))
                .isEqualTo(item);
    }

    @Test
    void timesAreComparedInMicroseconds() {
        assertThat(StoredItem.micros(Instant.parse("2026-11-22T04:05:06.123456789Z")))
                .isEqualTo(1_795_320_306_123_456L);
    }

    @Test
    void timesThatNoClockShowsDoNoHarm() {
        assertThat(StoredItem.micros(Instant.MIN)).isZero();
        // what a floating-point number of Redis's scripts can hold exactly
        assertThat(StoredItem.micros(Instant.MAX)).isPositive().isLessThan(1L << 53);
    }
}
