package io.commercebackbone.cart;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;

/**
 * A field of the hash that a cart is stored in: the product's id, and as its value quantity and time of the last
 * change, {@code 2@1795320000123456}.
 *
 * @param changedAt microseconds since the epoch
 */
record StoredItem(UUID productId, int quantity, long changedAt) {

    /** By age of the last change; the id decides between changes of the same microsecond. */
    static final Comparator<StoredItem> OLDEST_CHANGE_FIRST =
            Comparator.comparingLong(StoredItem::changedAt).thenComparing(StoredItem::productId);

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static StoredItem of(Map.Entry<String, String> field) {
        String[] parts = field.getValue().split("@", 2);
        return new StoredItem(UUID.fromString(field.getKey()), Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }

    /**
     * The precision that times are compared in: exact in Redis's numbers for the next two centuries. A time that no
     * clock shows in this era is taken for the nearest one that could.
     */
    static long micros(Instant instant) {
        Instant sane = instant.isAfter(LATEST) ? LATEST : instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
        return ChronoUnit.MICROS.between(Instant.EPOCH, sane);
    }

    String value() {
        return quantity + "@" + changedAt;
    }

    CartItem view() {
        return new CartItem(productId, quantity);
    }
}
