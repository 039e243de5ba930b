package io.commercebackbone.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({"7,7", " 120 ,120", "0,1", "300,300", "301,300", "999999999,300", "99999999999999999999999,300"})
    void readsSecondsWithinASecondAndTheLongestWait(String header, long seconds) {
        assertThat(RetryAfter.of(header, NOW, LONGEST)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Tue, 24 Nov 2026 10:01:30 GMT;90",
                "Tue, 24 Nov 2026 09:00:00 GMT;1",
                "Thu, 31 Dec 2026 23:59:59 GMT;300",
                "Fri, 31 Dec 9999 23:59:59 GMT;300"
            })
    void readsADate(String header, long seconds) {
        assertThat(RetryAfter.of(header, NOW, LONGEST)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "soon", "-5", "1.5", "+3", "Mon, 24 Nov 2026 10:01:30 GMT", "2026-11-24T10:01:30Z"})
    void leavesAloneWhatSaysNothing(String header) {
        assertThat(RetryAfter.of(header, NOW, LONGEST)).isNull();
    }

    @Test
    void knowsNothingWithoutTheHeader() {
        assertThat(RetryAfter.of(null, NOW, LONGEST)).isNull();
    }
}
