package io.commercebackbone.verify.load;

import io.commercebackbone.local.LocalIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A customer, who has one client: what he asks for comes one after the other. */
final class Person {

    /** Tokens are good for an hour. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(40);

    private final UUID id;
    private String token = "";
    private Instant renewal = Instant.MIN;
    private int charges;

    Person(UUID id) {
        this.id = id;
    }

    UUID id() {
        return id;
    }

    String token(Instant now) {
        if (now.isAfter(renewal)) {
            token = LocalIssuer.shared().token(id);
            renewal = now.plus(RENEWED_AFTER);
        }
        return token;
    }

    /**
     * More than any order costs, and an amount that this person charges only once, so that the ledger tells which charge an
     * entry is.
     */
    int nextAmount() {
        return 40_000 + charges++;
    }
}
