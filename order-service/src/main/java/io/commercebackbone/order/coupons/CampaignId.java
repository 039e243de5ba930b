package io.commercebackbone.order.coupons;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * Identifies a campaign.
 *
 * @param value UUIDv7 for campaigns made here
 */
public record CampaignId(UUID value) {

    static CampaignId next() {
        return new CampaignId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
