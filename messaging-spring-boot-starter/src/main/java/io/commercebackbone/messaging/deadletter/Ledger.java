package io.commercebackbone.messaging.deadletter;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.HeaderText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of this service's groups that are neither processed nor discarded, as the dead-letter topics tell them
 * in the order of each partition. The same records give the same ledger, in every instance and after every restart. Keeps
 * about a kilobyte of memory for each of them. For many threads.
 */
public final class Ledger {

    private final AuditTrail audit;
    private final NavigableMap<LetterId, DeadLetter> letters = new TreeMap<>();
    private final Map<Line, NavigableSet<LetterId>> lines = new HashMap<>();
    private final Map<Origin, LetterId> origins = new HashMap<>();
    private Set<String> groups = Set.of();

    Ledger(AuditTrail audit) {
        this.audit = audit;
    }

    /** What is kept in order. */
    private record Line(String group, String topic, String key) {}

    /** Where a group met which event: a topic that was made anew gives its offsets out again. */
    private record Origin(
            String group,
            String topic,
            int partition,
            long offset,
            @Nullable String eventId) {}

    /** Whose letters count. */
    synchronized void of(Set<String> ownGroups) {
        groups = Set.copyOf(ownGroups);
    }

    /** Takes note of the next record of the dead-letter topic of {@code topic}; what is not ours is passed over. */
    synchronized void apply(String topic, ConsumerRecord<String, byte[]> record) {
        String group = HeaderText.of(record, EventHeaders.DEAD_LETTER_GROUP);
        if (group == null || !groups.contains(group)) {
            return;
        }
        if (Mark.isMark(record)) {
            Mark.read(topic, group, record).ifPresent(this::apply);
        } else {
            LetterId id = new LetterId(topic, record.partition(), record.offset());
            apply(DeadLetter.of(id, group, record), Replayed.of(record, group));
        }
    }

    /** A record that was given up again keeps the place that it had when it was given up first. */
    private void apply(DeadLetter letter, Optional<Replayed> replayed) {
        DeadLetter known = replayed.map(copy -> letters.get(copy.letter())).orElse(null);
        if (known != null) {
            if (letter.attempts() > known.attempts()) {
                letters.put(known.id(), known.failed(letter));
                audit.failed(known.operation());
            }
        } else if (origins.putIfAbsent(origin(letter), letter.id()) == null) {
            letters.put(letter.id(), letter);
            line(letter)
                    .ifPresent(it ->
                            lines.computeIfAbsent(it, key -> new TreeSet<>()).add(letter.id()));
        }
    }

    private void apply(Mark mark) {
        DeadLetter letter = letters.get(mark.letter());
        if (letter == null || letter.attempts() != mark.detail().attempts()) {
            return;
        }
        switch (mark.kind()) {
            case REQUESTED -> {
                if (letter.state() == LetterState.OPEN) {
                    letters.put(letter.id(), letter.requested(mark.operation()));
                    audit.joined(mark, 0);
                }
            }
            case REPLAYED ->
                letters.put(letter.id(), letter.replayed(mark.detail().replayedTo()));
            case DONE -> {
                remove(letter);
                audit.processed(letter.operation());
            }
            case DISCARDED -> {
                if (letter.state() != LetterState.REPLAYED) {
                    remove(letter);
                    audit.joined(mark, 1);
                }
            }
        }
    }

    /** Forgets letters that the dead-letter topic does not hold any more. */
    synchronized void forget(String topic, int partition, long before) {
        NavigableMap<LetterId, DeadLetter> gone =
                letters.subMap(new LetterId(topic, partition, 0), true, new LetterId(topic, partition, before), false);
        List.copyOf(gone.values()).forEach(this::remove);
    }

    private void remove(DeadLetter letter) {
        letters.remove(letter.id());
        origins.remove(origin(letter));
        line(letter)
                .ifPresent(it -> lines.computeIfPresent(it, (key, ids) -> {
                    ids.remove(letter.id());
                    return ids.isEmpty() ? null : ids;
                }));
    }

    /** Whether this record of a topic is a letter already. */
    public synchronized boolean holds(String group, ConsumerRecord<?, ?> record) {
        return !origins.isEmpty()
                && origins.containsKey(new Origin(
                        group,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        HeaderText.of(record, EventHeaders.ID)));
    }

    /** Whether there is a letter of this key, so that its next record has to wait. */
    public synchronized boolean isWaitedFor(String group, String topic, @Nullable String key) {
        return key != null && !lines.isEmpty() && lines.containsKey(new Line(group, topic, key));
    }

    /** How many letters there are in a state. */
    synchronized long count(String topic, LetterState state) {
        return letters.values().stream()
                .filter(it -> it.id().topic().equals(topic) && it.state() == state)
                .count();
    }

    synchronized Optional<DeadLetter> find(LetterId id) {
        return Optional.ofNullable(letters.get(id));
    }

    /** Letters in the order of their ids. */
    synchronized List<DeadLetter> select(Predicate<DeadLetter> wanted, @Nullable LetterId after, int limit) {
        List<DeadLetter> selected = new ArrayList<>();
        for (DeadLetter letter : (after == null ? letters : letters.tailMap(after, false)).values()) {
            if (selected.size() == limit) {
                break;
            }
            if (wanted.test(letter)) {
                selected.add(letter);
            }
        }
        return selected;
    }

    /**
     * Letters whose replay may begin: those asked for, and those that waited and have nothing before them.
     *
     * @param inOrder whether letters of a key go one after the other
     */
    synchronized List<DeadLetter> due(boolean inOrder) {
        return select(
                letter -> switch (letter.state()) {
                    case OPEN, REPLAYED -> false;
                    case REPLAY_REQUESTED -> !inOrder || isFirst(letter);
                    case WAITING -> isFirst(letter);
                },
                null,
                Integer.MAX_VALUE);
    }

    private boolean isFirst(DeadLetter letter) {
        return line(letter)
                .map(lines::get)
                .map(ids -> ids.first().equals(letter.id()))
                .orElse(true);
    }

    private static Origin origin(DeadLetter letter) {
        return new Origin(letter.group(), letter.id().topic(), letter.partition(), letter.offset(), letter.eventId());
    }

    private static Optional<Line> line(DeadLetter letter) {
        return Optional.ofNullable(letter.key())
                .map(key -> new Line(letter.group(), letter.id().topic(), key));
    }
}
