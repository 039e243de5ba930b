package io.commercebackbone.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Span;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTests {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CAUSE = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final Instant START = Instant.parse("2026-11-24T10:00:00.123456Z");

    private final ExportedSpans exported = new ExportedSpans();
    private final Spans spans = new Spans(exported.tracer());

    @Test
    void aSpanIsPartOfTheTraceThatItsCauseNames() {
        Spans.Open open = spans.begin(SpansTests::about, CAUSE, START);
        open.end();

        SpanData span = exported.all().getFirst();
        assertThat(span.getName()).isEqualTo("things publish");
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("topic"))).isEqualTo("things");
        assertThat(Duration.ofNanos(span.getStartEpochNanos())).isEqualTo(Duration.between(Instant.EPOCH, START));
        assertThat(open.traceparent()).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "00-" + TRACE + "-b7ad6b7169203331-00",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "nonsense",
                ""
            })
    void whatIsNotRecordedIsHandedOnAsItCame(@Nullable String traceparent) {
        Spans.Open open = spans.begin(SpansTests::about, traceparent, START);
        open.end();

        assertThat(exported.all()).isEmpty();
        assertThat(open.traceparent()).isEqualTo(traceparent);
    }

    @Test
    void tellsTheTypeOfAnErrorAndNotWhatItQuotes() {
        spans.ended(SpansTests::about, CAUSE, START, new IllegalStateException("user 4711 said so"));

        SpanData span = exported.all().getFirst();
        assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(span.toString()).doesNotContain("4711");
    }

    @Test
    void withoutATracerThereIsNone() {
        Spans.Open open = Spans.none().begin(SpansTests::about, CAUSE, START);
        open.end(new IllegalStateException());

        assertThat(open.traceparent()).isEqualTo(CAUSE);
    }

    private static Spans.About about() {
        return new Spans.About("things publish", Span.Kind.PRODUCER, Map.of("topic", "things"));
    }
}
