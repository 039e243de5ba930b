package io.commercebackbone.operations;

import io.commercebackbone.messaging.outbox.MissingEvents.Missing;
import io.commercebackbone.messaging.outbox.MissingEvents.Result;
import io.commercebackbone.messaging.outbox.Republishing.Republished;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is sent again.
 *
 * @param operation under which it is found in the audit trail; null if nothing was done
 * @param events how many
 * @param missing what was looked at and found missing, topic by topic
 */
record RepublishResponse(@Nullable UUID operation, long events, List<Missing> missing) {

    static RepublishResponse of(Republished republished) {
        return new RepublishResponse(republished.operation(), republished.events(), List.of());
    }

    static RepublishResponse of(Result result) {
        return new RepublishResponse(result.operation(), result.events(), result.missing());
    }
}
