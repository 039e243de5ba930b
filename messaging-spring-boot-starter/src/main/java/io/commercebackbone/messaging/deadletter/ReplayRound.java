package io.commercebackbone.messaging.deadletter;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes replays a step further. A copy counts as processed when its group has committed beyond it and did not give it up
 * again: the group's own commit is the proof, so a crash anywhere leads to a second copy at most, and never to a lost
 * one. For one thread.
 */
final class ReplayRound {

    private static final Logger log = LoggerFactory.getLogger(ReplayRound.class);

    private final Ledger ledger;
    private final LedgerPositions positions;
    private final LedgerClients clients;
    private final LetterReader reader;
    private final Marks marks;
    private final AuditTrail audit;
    private final DeadLetterProperties properties;
    private final Clock clock;
    private final Pace pace = new Pace();

    ReplayRound(
            Ledger ledger,
            LedgerPositions positions,
            LedgerClients clients,
            LetterReader reader,
            Marks marks,
            AuditTrail audit,
            DeadLetterProperties properties,
            Clock clock) {
        this.ledger = ledger;
        this.positions = positions;
        this.clients = clients;
        this.reader = reader;
        this.marks = marks;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    void run() {
        settle();
        List<DeadLetter> due = ledger.due(properties.keepOrder());
        if (due.isEmpty()) {
            pace.clear();
        } else {
            replay(admitted(due));
        }
    }

    /** Committed offsets are read before the ledger: what failed again was written before it was committed. */
    private void settle() {
        List<DeadLetter> replayed = ledger.select(it -> it.state() == LetterState.REPLAYED, null, Integer.MAX_VALUE);
        if (replayed.isEmpty()) {
            return;
        }
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
        List<DeadLetter> passed = replayed.stream()
                .filter(it -> isBehind(it, committed.computeIfAbsent(it.group(), clients::committed)))
                .toList();
        if (passed.isEmpty()) {
            return;
        }
        positions.await(clients.ends(partitionsOf(passed)), properties.timeout());
        List<Mark> done = passed.stream()
                .filter(it -> ledger.find(it.id()).filter(it::equals).isPresent())
                .map(it -> Mark.of(Mark.Kind.DONE, it, clock.instant(), null))
                .toList();
        positions.await(marks.write(done), properties.timeout());
    }

    private static boolean isBehind(DeadLetter letter, Map<TopicPartition, OffsetAndMetadata> committed) {
        OffsetAndMetadata offset = committed.get(new TopicPartition(letter.id().topic(), letter.partition()));
        return offset != null && letter.replayedTo() != null && offset.offset() > letter.replayedTo();
    }

    private static Set<TopicPartition> partitionsOf(Collection<DeadLetter> letters) {
        return letters.stream()
                .map(it -> LedgerClients.deadLetters(it.id().topic(), it.id().partition()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private List<DeadLetter> admitted(List<DeadLetter> due) {
        long now = System.nanoTime();
        Map<String, Boolean> going = new HashMap<>();
        List<DeadLetter> admitted = new ArrayList<>();
        for (DeadLetter letter : due) {
            String operation = String.valueOf(letter.operation());
            if (going.getOrDefault(operation, true)) {
                boolean admits = pace.admits(operation, rate(letter), now);
                going.put(operation, admits);
                if (admits) {
                    admitted.add(letter);
                }
            }
        }
        return admitted;
    }

    private int rate(DeadLetter letter) {
        return audit.find(letter.operation())
                .map(Operation::rate)
                .filter(it -> it > 0)
                .orElse(properties.replayRate());
    }

    private void replay(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        Map<LetterId, ConsumerRecord<String, byte[]>> stored =
                reader.read(letters.stream().map(DeadLetter::id).toList());
        List<DeadLetter> found = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> copies = new ArrayList<>();
        for (DeadLetter letter : letters) {
            ConsumerRecord<String, byte[]> record = stored.get(letter.id());
            if (record != null) {
                found.add(letter);
                copies.add(Replayed.copy(letter, record));
            }
        }
        List<RecordMetadata> sent = marks.send(copies);
        List<Mark> replayed = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            replayed.add(replayed(found.get(i), sent.get(i).offset()));
        }
        positions.await(marks.write(replayed), properties.timeout());
    }

    private Mark replayed(DeadLetter letter, long offset) {
        log.info("Dead letter replayed letter={} offset={} operation={}", letter.id(), offset, letter.operation());
        return Mark.of(Mark.Kind.REPLAYED, letter, clock.instant(), offset);
    }
}
