package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.NotSent;
import io.commercebackbone.dataplatform.Outcome.Refused;
import io.commercebackbone.dataplatform.Outcome.Throttled;
import io.commercebackbone.dataplatform.Outcome.Unavailable;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.messaging.consumer.PermanentFailure;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import io.commercebackbone.messaging.consumer.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Hands payments to the platform, and does not hand over again what the delivery log knows as delivered. At least once:
 * when the process or the database dies between the platform's answer and its entry in the log, the event is sent again,
 * under the same key.
 */
@Service
class Forwarding {

    /** What was left over for no fault of the platform is taken up again after this. */
    private static final Duration SOON = Duration.ofMillis(100);

    private final GuardedPlatform platform;
    private final DeliveryLog log;
    private final ForwardingMetrics metrics;
    private final Duration batchTime;
    private final Clock clock;
    private volatile boolean stopping;

    Forwarding(
            GuardedPlatform platform,
            DeliveryLog log,
            ForwardingMetrics metrics,
            PlatformProperties properties,
            Clock clock) {
        this.platform = platform;
        this.log = log;
        this.metrics = metrics;
        this.batchTime = properties.batchTime();
        this.clock = clock;
    }

    /**
     * Forwards a batch: events of one order in their order, those of different orders side by side. Blocks until every
     * call has ended, for the batch's time and that of one call at most.
     *
     * @return the first event that was not delivered; those behind it may have been
     * @throws org.springframework.dao.DataAccessException if the log's database does not answer; some may have been sent
     */
    Optional<Shortfall> forward(List<ReceivedEvent<PaymentCompletedEvent>> events) {
        List<Attempt> attempts = due(events);
        new Round(attempts, platform, clock, () -> !stopping)
                .run(clock.instant().plus(batchTime));
        metrics.count(attempts, events.size() - attempts.size());
        log.record(attempts.stream().filter(Attempt::made).toList());
        return attempts.stream()
                .filter(attempt -> !attempt.delivered())
                .findFirst()
                .map(first -> new Shortfall(first.index(), failure(first.outcome(), attempts)));
    }

    /** Begins no more calls when the service stops; those on their way end. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** An attempt for each event that was not delivered yet; an event that the batch holds twice is sent once. */
    private List<Attempt> due(List<ReceivedEvent<PaymentCompletedEvent>> events) {
        Set<UUID> known = new HashSet<>(
                log.delivered(events.stream().map(ReceivedEvent::id).toList()));
        List<Attempt> due = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (known.add(events.get(i).id())) {
                due.add(new Attempt(i, events.get(i)));
            }
        }
        return due;
    }

    private RuntimeException failure(Outcome outcome, List<Attempt> attempts) {
        return switch (outcome) {
            case Refused it -> new PermanentFailure("refused", it.reason());
            case Throttled it -> new TransientFailure("the platform asks to slow down", pause(attempts));
            case Unavailable it -> new TransientFailure(it.reason(), pause(attempts));
            case NotSent it -> new TransientFailure(it.reason(), pause(attempts));
            case Delivered it -> throw new IllegalStateException("a delivery is no failure");
        };
    }

    /** The longest wait that the breaker or an answer asks for; null leaves it to the consumer's growing back-off. */
    private @Nullable Duration pause(List<Attempt> attempts) {
        Stream<Duration> asked = attempts.stream().map(Attempt::outcome).flatMap(Forwarding::asked);
        Optional<Duration> longest =
                Stream.concat(asked, platform.closedFor().stream()).max(Comparator.naturalOrder());
        if (longest.isPresent()) {
            return longest.get().compareTo(SOON) < 0 ? SOON : longest.get();
        }
        boolean platformFailed = attempts.stream()
                .anyMatch(it -> it.outcome() instanceof Unavailable || it.outcome() instanceof Throttled);
        return platformFailed ? null : SOON;
    }

    private static Stream<Duration> asked(Outcome outcome) {
        return switch (outcome) {
            case Throttled it -> Stream.ofNullable(it.retryAfter());
            case Unavailable it -> Stream.ofNullable(it.retryAfter());
            case Delivered it -> Stream.empty();
            case Refused it -> Stream.empty();
            case NotSent it -> Stream.empty();
        };
    }
}
