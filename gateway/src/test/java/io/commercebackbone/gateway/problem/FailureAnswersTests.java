package io.commercebackbone.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class FailureAnswersTests {

    @Test
    void aServiceThatCannotBeReachedIsUnavailable() {
        assertThat(FailureAnswers.problemOf(new ConnectException("refused"))).isEqualTo(Problem.UNAVAILABLE);
    }

    @Test
    void aGatewayThatHasNoSocketLeftIsUnavailable() {
        assertThat(FailureAnswers.problemOf(new ChannelException(new IOException("Too many open files"))))
                .isEqualTo(Problem.UNAVAILABLE);
    }

    @Test
    void whatNobodyExpectedIsAnInternalError() {
        assertThat(FailureAnswers.problemOf(new IllegalStateException("a bug"))).isEqualTo(Problem.INTERNAL);
    }
}
