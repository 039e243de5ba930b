package io.commercebackbone.verify.check;

import io.commercebackbone.verify.faults.Traces;
import io.commercebackbone.verify.load.Market;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.parts.Addresses;
import io.commercebackbone.verify.parts.Platform;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a check looks at.
 *
 * @param orders all that are in the database
 * @param operations what customers did and were told
 * @param platform what the outside platform was told
 * @param disturbances when something was wrong, until it had recovered
 */
record Evidence(
        Addresses addresses,
        Map<UUID, PlacedOrder> orders,
        List<Operation> operations,
        Market market,
        Traces traces,
        List<Platform.Call> platform,
        List<Disturbance> disturbances) {

    static Evidence of(
            Addresses addresses,
            List<Operation> operations,
            Market market,
            Traces traces,
            List<Platform.Call> platform,
            List<Disturbance> disturbances)
            throws SQLException {
        return new Evidence(
                addresses, PlacedOrder.all(addresses.orders()), operations, market, traces, platform, disturbances);
    }

    /** Whether something was wrong at any time between these two. */
    boolean disturbed(Instant from, Instant to) {
        return disturbances.stream()
                .anyMatch(it -> it.from().isBefore(to) && it.to().isAfter(from));
    }
}
