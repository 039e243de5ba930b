package io.commercebackbone.dataplatform;

import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets deliveries past their retention, in portions so small that nobody waits for them. */
@Component
class DeliveryLogTrim {

    private static final int PORTION = 5_000;

    private final DeliveryLog log;
    private final DeliveryLogProperties properties;
    private final Clock clock;

    DeliveryLogTrim(DeliveryLog log, DeliveryLogProperties properties, Clock clock) {
        this.log = log;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${delivery-log.trim-interval:10m}")
    void trim() {
        Instant before = clock.instant().minus(properties.retention());
        while (log.forget(before, PORTION) == PORTION) {
            // as long as portions are full there is more
        }
    }
}
