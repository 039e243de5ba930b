package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTests {

    @Test
    void isThatOfTheTraceParent() {
        assertThat(TraceId.of("00-f067aa0ba902b7004bf92f3577b34da6-00f067aa0ba902b7-01"))
                .hasToString("f067aa0ba902b7004bf92f3577b34da6");
        assertThat(TraceId.of("00-0000000000000000000000000000000a-00f067aa0ba902b7-00"))
                .hasToString("0000000000000000000000000000000a");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nonsense", "00-xyz-1-01", "00-F067AA0BA902B7004BF92F3577B34DA6-00f067aa0ba902b7-01"})
    void isNoneWithoutATraceParent(String traceparent) {
        assertThat(TraceId.of(traceparent)).isNull();
    }
}
