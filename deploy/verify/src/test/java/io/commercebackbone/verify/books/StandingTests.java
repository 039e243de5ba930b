package io.commercebackbone.verify.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StandingTests {

    private static final Finding LOST = new Finding("lost", "order 1", "nobody has it");
    private static final Finding LATE = new Finding("late", "order 2", "on its way");
    private static final Finding BLIND = new Finding(Finding.NOT_CHECKED, "books", "away");

    @Test
    void tellsWhatEveryLookFound() {
        assertThat(standing(List.of(List.of(LOST, LATE), List.of(LOST)))).containsExactly(LOST);
        assertThat(standing(List.of(List.of(LOST), List.of()))).isEmpty();
        assertThat(standing(List.of(List.of()))).isEmpty();
    }

    @Test
    void whatAppearsLaterIsUnderWay() {
        assertThat(standing(List.of(List.of(LOST), List.of(LOST, LATE)))).containsExactly(LOST);
    }

    @Test
    void aLookThatSawNothingAcquitsNobody() {
        assertThat(standing(List.of(List.of(LOST), List.of(BLIND), List.of(LOST))))
                .containsExactly(LOST);
        assertThat(standing(List.of(List.of(BLIND), List.of(LOST)))).containsExactly(LOST);
        assertThat(standing(List.of(List.of(BLIND), List.of()))).isEmpty();
    }

    @Test
    void whatCannotBeSeenToTheEndIsToldBesideTheRest() {
        assertThat(standing(List.of(List.of(LOST), List.of(BLIND)))).containsExactly(LOST, BLIND);
        assertThat(standing(List.of(List.of(LOST, BLIND)))).containsExactly(LOST, BLIND);
    }

    @Test
    @Timeout(10)
    void aThreadThatIsToEndLooksNoMore() {
        List<Finding> found = Standing.of(Duration.ofSeconds(30), Duration.ofMillis(1), () -> {
            Thread.currentThread().interrupt();
            return List.of(LOST);
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found).containsExactly(LOST);
    }

    /** As if time were up with the last of these looks, which is what all later ones see. */
    private static List<Finding> standing(List<List<Finding>> looks) {
        Deque<List<Finding>> left = new ArrayDeque<>(looks);
        return Standing.of(
                Duration.ofMillis(200),
                Duration.ofMillis(1),
                () -> left.size() > 1 ? left.removeFirst() : Objects.requireNonNull(left.peek()));
    }
}
