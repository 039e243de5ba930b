package io.commercebackbone.order.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTests {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Letters letters = new Letters();
    private final Waiting<String, String> waiting = new Waiting<>("a letter");

    @Test
    void getsTheAnswerOfTheWriter() {
        assertThat(waiting.take()).isTrue();

        waiting.answer("an answer");

        assertThat(waiting.await(AT_ONCE, letters)).isEqualTo("an answer");
    }

    @Test
    void thatWasGivenUpBeforeTheWriterTookItIsNeverDone() {
        assertThat(waiting.await(AT_ONCE, letters)).isEqualTo("busy: a letter");
        assertThat(waiting.take()).isFalse();
    }

    @Test
    void thatWasGivenUpAfterTheWriterTookItIsUnconfirmed() {
        assertThat(waiting.take()).isTrue();

        assertThat(waiting.await(AT_ONCE, letters)).isEqualTo("unconfirmed: a letter");
    }

    @Test
    void thatFailedForAnUnknownReasonThrowsItsCause() {
        RuntimeException cause = new RuntimeException("bug");
        waiting.fail(cause);

        assertThatIllegalStateException()
                .isThrownBy(() -> waiting.await(AT_ONCE, letters))
                .withCause(cause);
    }

    private static final class Letters implements GroupWork<String, String> {

        @Override
        public List<String> commit(List<String> group, Duration lockTimeout) {
            return group;
        }

        @Override
        public String busy(String command) {
            return "busy: " + command;
        }

        @Override
        public String unconfirmed(String command) {
            return "unconfirmed: " + command;
        }
    }
}
