package io.commercebackbone.order.coupons;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Starts a campaign.
 *
 * @param totalQuantity 1 to {@value #MOST_COUPONS}
 * @param validFrom kept to the microsecond
 * @param validUntil after {@code validFrom}; kept to the microsecond
 */
public record CreateCampaign(String name, Discount discount, int totalQuantity, Instant validFrom, Instant validUntil) {

    public static final int MOST_COUPONS = 1_000_000;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    public CreateCampaign {
        if (totalQuantity < 1 || totalQuantity > MOST_COUPONS) {
            throw new IllegalArgumentException("totalQuantity must be from 1 to " + MOST_COUPONS);
        }
        if (validFrom.isBefore(FIRST) || validUntil.isAfter(LAST)) {
            throw new IllegalArgumentException("validFrom and validUntil must be times of our age");
        }
        validFrom = validFrom.truncatedTo(ChronoUnit.MICROS);
        validUntil = validUntil.truncatedTo(ChronoUnit.MICROS);
        if (!validFrom.isBefore(validUntil)) {
            throw new IllegalArgumentException("validUntil must be after validFrom");
        }
    }
}
