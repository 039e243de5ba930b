package io.commercebackbone.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.Refused;
import io.commercebackbone.dataplatform.Outcome.Throttled;
import io.commercebackbone.dataplatform.Outcome.Unavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTests {

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 208, 299})
    void successIsDelivered(int status) {
        assertThat(Answers.outcome(status, null)).isEqualTo(new Delivered(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 404, 409, 410, 413, 415, 422, 451, 499})
    void aRefusalIsPermanent(int status) {
        assertThat(Answers.outcome(status, Duration.ofSeconds(3))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 407, 408, 425})
    void whatIsNotTheEventsFaultWaits(int status) {
        assertThat(Answers.outcome(status, null)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 304, 307, 308, 500, 501, 502, 503, 504, 599, 600, 999})
    void redirectsAndErrorsOfThePlatformWait(int status) {
        Duration wait = Duration.ofSeconds(3);

        assertThat(Answers.outcome(status, wait))
                .isEqualTo(new Unavailable(status, "the platform answered " + status, wait));
    }

    @Test
    void tooManyRequestsIsNoFailure() {
        assertThat(Answers.outcome(429, Duration.ofSeconds(3))).isEqualTo(new Throttled(429, Duration.ofSeconds(3)));
    }
}
