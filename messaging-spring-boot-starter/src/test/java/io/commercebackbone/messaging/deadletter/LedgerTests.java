package io.commercebackbone.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.HeaderText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the records of a dead-letter partition amount to. */
class LedgerTests {

    private static final String GROUP = "growing-service";
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    private final AuditTrail audit = new AuditTrail();
    private final Ledger ledger = new Ledger(audit);
    private final List<ConsumerRecord<String, byte[]>> partition = new ArrayList<>();

    @BeforeEach
    void ofOneGroup() {
        ledger.of(Set.of(GROUP));
    }

    @Test
    void lettersOfOtherGroupsAreNobodysBusiness() {
        letter("other-service", "impossible", "a", 1, 10, null);

        assertThat(states()).isEmpty();
        assertThat(ledger.isWaitedFor("other-service", "grown", "a")).isFalse();
    }

    @Test
    void aRecordThatWasDeadLetteredTwiceCountsOnce() {
        letter(GROUP, "impossible", "a", 1, 10, null);
        letter(GROUP, "impossible", "a", 1, 10, null);

        assertThat(states()).containsExactly("a OPEN 1");
    }

    /** The topic was deleted and made anew, and its offsets begin again. */
    @Test
    void anotherEventAtTheSameOffsetIsALetterOfItsOwn() {
        letter(GROUP, "impossible", "a", 1, 10, null);
        ProducerRecord<String, byte[]> other = record(GROUP, "impossible", "b", 1, 10, null);
        HeaderText.put(other.headers(), EventHeaders.ID, "another");
        append(other);

        assertThat(states()).containsExactly("a OPEN 1", "b OPEN 1");
    }

    @Test
    void aReplayGoesItsWay() {
        DeadLetter letter = letter(GROUP, "impossible", "a", 1, 10, null);

        mark(Mark.Kind.REQUESTED, letter, "one", null);
        assertThat(states()).containsExactly("a REPLAY_REQUESTED 1");
        assertThat(ledger.due(false)).hasSize(1);
        mark(Mark.Kind.REPLAYED, letter, "one", 77L);
        assertThat(states()).containsExactly("a REPLAYED 1");
        assertThat(ledger.due(false)).isEmpty();
        mark(Mark.Kind.DONE, letter, "one", null);
        assertThat(states()).isEmpty();
        assertThat(ledger.isWaitedFor(GROUP, "grown", "a")).isFalse();
        assertThat(audit.find("one"))
                .hasValueSatisfying(it -> assertThat(it.processed()).isEqualTo(1));
    }

    /** The copy failed before the mark that it was sent had been written. */
    @Test
    void aMarkOfAnEarlierAttemptHasNoMeaning() {
        DeadLetter letter = letter(GROUP, "impossible", "a", 1, 10, null);
        mark(Mark.Kind.REQUESTED, letter, "one", null);
        letter(GROUP, "still-impossible", "a", 2, 77, letter.id());

        mark(Mark.Kind.REPLAYED, letter, "one", 77L);
        mark(Mark.Kind.DONE, letter, "one", null);
        mark(Mark.Kind.DISCARDED, letter, "two", null);

        assertThat(states()).containsExactly("a OPEN 2");
        assertThat(ledger.find(letter.id()))
                .hasValueSatisfying(it -> assertThat(it.cause()).isEqualTo("still-impossible"));
        assertThat(audit.find("one"))
                .hasValueSatisfying(it -> assertThat(it.failed()).isEqualTo(1));
        assertThat(audit.find("two")).isEmpty();
    }

    @Test
    void whatIsOnItsTopicAgainCannotBeDiscarded() {
        DeadLetter letter = letter(GROUP, "impossible", "a", 1, 10, null);
        mark(Mark.Kind.REQUESTED, letter, "one", null);
        mark(Mark.Kind.REPLAYED, letter, "one", 77L);

        mark(Mark.Kind.DISCARDED, letter, "two", null);

        assertThat(states()).containsExactly("a REPLAYED 1");
    }

    @Test
    void lettersOfAKeyGoOneAfterTheOther() {
        DeadLetter first = letter(GROUP, "impossible", "a", 1, 10, null);
        DeadLetter second = letter(GROUP, DeadLetter.WAITS_BEHIND, "a", 0, 11, null);
        letter(GROUP, DeadLetter.WAITS_BEHIND, "a", 0, 12, null);
        DeadLetter other = letter(GROUP, "impossible", "b", 1, 13, null);

        assertThat(ledger.due(true)).isEmpty();
        mark(Mark.Kind.REQUESTED, other, "one", null);
        assertThat(ledger.due(true)).extracting(DeadLetter::id).containsExactly(other.id());
        mark(Mark.Kind.DISCARDED, first, "two", null);
        assertThat(ledger.due(true)).extracting(DeadLetter::id).containsExactly(second.id(), other.id());
        mark(Mark.Kind.REPLAYED, second, null, 77L);
        assertThat(ledger.due(true)).extracting(DeadLetter::id).containsExactly(other.id());
        assertThat(states()).containsExactly("a REPLAYED 0", "a WAITING 0", "b REPLAY_REQUESTED 1");
    }

    @Test
    void whatTheTopicDoesNotHoldAnyMoreIsForgotten() {
        letter(GROUP, "impossible", "a", 1, 10, null);
        letter(GROUP, DeadLetter.WAITS_BEHIND, "a", 0, 11, null);

        ledger.forget("grown", 0, 1);

        assertThat(states()).containsExactly("a WAITING 0");
        assertThat(ledger.due(true)).hasSize(1);
    }

    @Test
    void nonsenseIsPassedOver() {
        DeadLetter letter = letter(GROUP, "impossible", "a", 1, 10, null);
        ProducerRecord<String, byte[]> nonsense =
                new ProducerRecord<>("grown-dlq", 0, "a", "?".getBytes(StandardCharsets.UTF_8));
        HeaderText.put(nonsense.headers(), EventHeaders.DEAD_LETTER_GROUP, GROUP);
        HeaderText.put(nonsense.headers(), EventHeaders.DEAD_LETTER_MARK, "done");
        HeaderText.put(nonsense.headers(), EventHeaders.DEAD_LETTER_LETTER, "0");
        append(nonsense);
        HeaderText.put(nonsense.headers(), EventHeaders.DEAD_LETTER_MARK, "undone");
        append(nonsense);

        assertThat(ledger.find(letter.id())).hasValue(letter);
    }

    private DeadLetter letter(
            String group, String cause, String key, int attempts, long offset, @Nullable LetterId replayOf) {
        ConsumerRecord<String, byte[]> appended = append(record(group, cause, key, attempts, offset, replayOf));
        return DeadLetter.of(new LetterId("grown", 0, appended.offset()), group, appended);
    }

    private static ProducerRecord<String, byte[]> record(
            String group, String cause, String key, int attempts, long offset, @Nullable LetterId replayOf) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>("grown-dlq", 0, key, new byte[0]);
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_GROUP, group);
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_CAUSE, cause);
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_ATTEMPTS, Integer.toString(attempts));
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_TOPIC, "grown");
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_OFFSET, Long.toString(offset));
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_FAILED_AT, NOW.toString());
        if (replayOf != null) {
            HeaderText.put(record.headers(), EventHeaders.REPLAY_GROUP, group);
            HeaderText.put(
                    record.headers(), EventHeaders.REPLAY_LETTER, replayOf.partition() + ":" + replayOf.offset());
        }
        return record;
    }

    private void mark(Mark.Kind kind, DeadLetter letter, @Nullable String operation, @Nullable Long replayedTo) {
        append(Mark.of(
                        kind,
                        letter,
                        operation,
                        new Mark.Detail(letter.attempts(), NOW, "somebody", "a reason", "a filter", 5, replayedTo))
                .toRecord());
    }

    private ConsumerRecord<String, byte[]> append(ProducerRecord<String, byte[]> record) {
        ConsumerRecord<String, byte[]> appended =
                new ConsumerRecord<>(record.topic(), 0, partition.size(), record.key(), record.value());
        record.headers().forEach(appended.headers()::add);
        partition.add(appended);
        ledger.apply("grown", appended);
        return appended;
    }

    private List<String> states() {
        return ledger.select(it -> true, null, 100).stream()
                .map(it -> it.key() + " " + it.state() + " " + it.attempts())
                .toList();
    }
}
