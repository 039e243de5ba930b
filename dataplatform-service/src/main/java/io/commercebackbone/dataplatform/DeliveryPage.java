package io.commercebackbone.dataplatform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the delivery log, latest first.
 *
 * @param next to be given as {@code after} for what follows; null when nothing does
 */
record DeliveryPage(List<Delivery> items, @Nullable Long next) {

    /** A page of at most {@code limit} of the rows, read one row beyond it to see whether something follows. */
    static DeliveryPage of(List<Delivery> rows, int limit) {
        List<Delivery> items = rows.subList(0, Math.min(limit, rows.size()));
        return new DeliveryPage(items, rows.size() > limit ? items.getLast().number() : null);
    }
}
