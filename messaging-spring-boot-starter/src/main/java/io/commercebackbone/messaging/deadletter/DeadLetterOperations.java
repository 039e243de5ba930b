package io.commercebackbone.messaging.deadletter;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.events.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator may see of this service's dead letters and do with them. Whatever changes something returns when the
 * dead-letter topics have it: from then on it survives restarts, and shows in this instance.
 *
 * <p>Methods that read or write the topics throw {@link org.apache.kafka.common.KafkaException} when that fails.
 */
public final class DeadLetterOperations {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterOperations.class);

    private final Ledger ledger;
    private final LedgerPositions positions;
    private final LedgerClients clients;
    private final FollowedTopics followed;
    private final Marks marks;
    private final AuditTrail audit;
    private final DeadLetterProperties properties;
    private final Clock clock;

    DeadLetterOperations(
            Ledger ledger,
            LedgerPositions positions,
            LedgerClients clients,
            FollowedTopics followed,
            Marks marks,
            AuditTrail audit,
            DeadLetterProperties properties,
            Clock clock) {
        this.ledger = ledger;
        this.positions = positions;
        this.clients = clients;
        this.followed = followed;
        this.marks = marks;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What was selected.
     *
     * @param operation under which it is found in the audit trail; null if nothing was done
     * @param matched how many letters
     * @param held how many more would have matched, but failed so often that each has to be named
     */
    public record Selected(@Nullable String operation, int matched, int held) {}

    /** A topic that this service listens to, by its own name or that of its dead-letter topic; empty if there is none. */
    public Optional<String> topic(String name) {
        return followed.topics().stream()
                .filter(it -> it.equals(name) || Topics.deadLettersOf(it).equals(name))
                .findFirst();
    }

    /** Letters in the order of topic, partition and offset, from behind {@code after}. */
    public List<DeadLetter> list(LetterFilter filter, @Nullable LetterId after, int limit) {
        return ledger.select(filter::matches, after, limit);
    }

    public Optional<DeadLetter> find(LetterId id) {
        return ledger.find(id);
    }

    /** The letter's record as it lies in the dead-letter topic; empty if it is not there any more. */
    public Optional<ConsumerRecord<String, byte[]>> record(DeadLetter letter) {
        try (LetterReader reader = new LetterReader(clients)) {
            return Optional.ofNullable(reader.read(List.of(letter.id())).get(letter.id()));
        }
    }

    /**
     * Has open letters processed again, by the group that gave them up and no other. Letters that failed too often are
     * left out unless the filter names one.
     *
     * @param rate how many a second; null for the configured rate
     */
    public Selected replay(LetterFilter filter, String by, @Nullable Integer rate, boolean dryRun) {
        List<DeadLetter> open = matching(filter, it -> it.state() == LetterState.OPEN);
        List<DeadLetter> chosen = open.stream()
                .filter(it -> filter.namesOne() || it.attempts() < properties.maxAttempts())
                .toList();
        int held = open.size() - chosen.size();
        int perSecond = rate == null ? properties.replayRate() : rate;
        String operation = dryRun ? null : carryOut(Mark.Kind.REQUESTED, chosen, filter, by, null, perSecond);
        return new Selected(operation, chosen.size(), held);
    }

    /**
     * Gives letters up. Those that only wait are left alone, and follow, unless the filter names one.
     *
     * @param reason why, for the audit trail
     */
    public Selected discard(LetterFilter filter, String by, String reason, boolean dryRun) {
        List<DeadLetter> chosen = matching(filter, letter -> switch (letter.state()) {
            case OPEN, REPLAY_REQUESTED -> true;
            case WAITING -> filter.namesOne();
            case REPLAYED -> false;
        });
        String operation = dryRun ? null : carryOut(Mark.Kind.DISCARDED, chosen, filter, by, reason, 0);
        return new Selected(operation, chosen.size(), 0);
    }

    /** Who asked for what, latest first, as far back as the dead-letter topics reach. */
    public List<Operation> audit(int limit) {
        return audit.latest(limit);
    }

    private List<DeadLetter> matching(LetterFilter filter, Predicate<DeadLetter> wanted) {
        return ledger.select(it -> filter.matches(it) && wanted.test(it), null, Integer.MAX_VALUE);
    }

    private @Nullable String carryOut(
            Mark.Kind kind,
            List<DeadLetter> letters,
            LetterFilter filter,
            String by,
            @Nullable String reason,
            int rate) {
        if (letters.isEmpty()) {
            return null;
        }
        String operation = UuidCreator.getTimeOrderedEpoch().toString();
        positions.await(
                marks.write(letters.stream()
                        .map(it -> Mark.of(
                                kind,
                                it,
                                operation,
                                new Mark.Detail(
                                        it.attempts(), clock.instant(), by, reason, filter.toString(), rate, null)))
                        .toList()),
                properties.timeout());
        log.info("Dead letters {} operation={} by={} letters={}", kind, operation, by, letters.size());
        return operation;
    }
}
