package io.commercebackbone.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class TraceTests {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @Test
    void goesOnWithAValidTraceAsASpanOfItsOwn() {
        Trace trace = Trace.continuing("00-" + ID + "-" + PARENT + "-01");
        assertThat(trace.id()).isEqualTo(ID);
        assertThat(trace.spanId()).isNotEqualTo(PARENT);
        assertThat(trace.traceparent()).isEqualTo("00-" + ID + "-" + trace.spanId() + "-01");
    }

    @Test
    void leavesTheDecisionToRecordToTheClient() {
        assertThat(Trace.continuing("00-" + ID + "-" + PARENT + "-00").sampled())
                .isFalse();
        assertThat(Trace.continuing("00-" + ID + "-" + PARENT + "-03").sampled())
                .isTrue();
    }

    @Test
    void understandsLaterVersions() {
        assertThat(Trace.continuing("cc-" + ID + "-" + PARENT + "-01-what-comes-then")
                        .id())
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-" + ID + "-" + PARENT,
                "00-" + ID + "-" + PARENT + "-01-more",
                "ff-" + ID + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + ID + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01"
            })
    void beginsATraceWhereThereIsNoValidOne(String traceparent) {
        Trace trace = Trace.continuing(traceparent);
        assertThat(trace.id()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(PARENT);
        assertThat(trace.sampled()).isFalse();
    }

    @Test
    void handsOnWhatVendorsAddedOnlyWithTheTraceItBelongsTo() {
        String given = "00-" + ID + "-" + PARENT + "-01";

        assertThat(handedOn(given, given)).isEqualTo("vendor=1");
        assertThat(handedOn("nonsense", null)).isNull();
    }

    /** The {@code tracestate} that a service gets, where the client sent one with this {@code traceparent}. */
    private static @Nullable String handedOn(String traceparent, @Nullable String takenUp) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(Trace.TRACEPARENT, traceparent);
        headers.set("tracestate", "vendor=1");
        Trace trace = Trace.continuing(takenUp);

        trace.handOn(headers);

        assertThat(headers.get(Trace.TRACEPARENT)).containsExactly(trace.traceparent());
        return headers.getFirst("tracestate");
    }
}
