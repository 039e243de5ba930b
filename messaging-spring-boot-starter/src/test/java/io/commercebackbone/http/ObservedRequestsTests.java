package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.commercebackbone.tracing.ExportedSpans;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.servlet.FilterChain;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class ObservedRequestsTests {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "00-" + TRACE + "-b7ad6b7169203331-";
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final ExportedSpans spans = new ExportedSpans();
    private final CurrentTrace current = new CurrentTrace(spans.tracer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservedRequests observed = new ObservedRequests(spans.tracer(), new RequestTimers(meters));
    private final AtomicReference<@Nullable String> within = new AtomicReference<>();

    @Test
    void aRecordedTraceGetsASpanOfRouteAndStatus() throws Exception {
        serve("GET", CALLER + "01", answering("/things/{id}", 404));

        SpanData span = spans.all().getFirst();
        assertThat(span.getName()).isEqualTo("GET /things/{id}");
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("http.request.method", "GET")
                        .put("http.route", "/things/{id}")
                        .put("http.response.status_code", 404L)
                        .build()
                        .asMap());
        assertThat(within).hasValue("00-" + TRACE + "-" + span.getSpanId() + "-01");
        assertThat(current.traceparent()).isNull();
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() throws Exception {
        serve("GET", "01-" + TRACE + "-b7ad6b7169203331-01-more", answering("/things", 200));

        assertThat(spans.all()).extracting(SpanData::getTraceId).containsExactly(TRACE);
    }

    @Test
    void whatIsNotRecordedGoesOnInTheCallersTrace() throws Exception {
        serve("GET", CALLER + "00", answering("/things", 200));

        assertThat(spans.all()).isEmpty();
        assertThat(within).hasValue(CALLER + "00");
        assertThat(current.traceparent()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-b7ad6b7169203331-01-more",
                "ff-" + TRACE + "-b7ad6b7169203331-01"
            })
    void whoNamesNoTraceGetsANewOne(@Nullable String traceparent) throws Exception {
        serve("GET", traceparent, answering("/things", 200));

        assertThat(within.get()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").doesNotContain(TRACE);
        assertThat(spans.all()).isEmpty();
    }

    @Test
    void aFailureIsToldByItsTypeAlone() {
        assertThatThrownBy(() -> serve("POST", CALLER + "01", (request, response) -> {
                    throw new IllegalStateException("user 4711 said so");
                }))
                .isInstanceOf(IllegalStateException.class);

        SpanData span = spans.all().getFirst();
        assertThat(span.getAttributes().get(ERROR)).isEqualTo("java.lang.IllegalStateException");
        assertThat(span.toString()).doesNotContain("4711");
        assertThat(count(tags("POST", "UNKNOWN", 500, "SERVER_ERROR").and("exception", "IllegalStateException")))
                .isEqualTo(1);
        assertThat(current.traceparent()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET, /things/{id}, 200, GET, /things/{id}, SUCCESS",
                "GET, -, 304, GET, REDIRECTION, REDIRECTION",
                "GET, -, 404, GET, NOT_FOUND, CLIENT_ERROR",
                "POST, -, 401, POST, UNKNOWN, CLIENT_ERROR",
                "POST, /things, 503, POST, /things, SERVER_ERROR",
                "BREW, /things, 405, OTHER, /things, CLIENT_ERROR"
            })
    void everyAnswerIsMeasuredByRoute(
            String method, @Nullable String route, int status, String toldMethod, String uri, String outcome)
            throws Exception {
        serve(method, null, answering(route, status));
        serve(method, null, answering(route, status));

        assertThat(count(tags(toldMethod, uri, status, outcome).and("exception", "none")))
                .isEqualTo(2);
    }

    private static Tags tags(String method, String uri, int status, String outcome) {
        return Tags.of("method", method, "uri", uri, "status", Integer.toString(status), "outcome", outcome);
    }

    private long count(Tags tags) {
        return meters.get("http.server.requests").tags(tags).timer().count();
    }

    private static FilterChain answering(@Nullable String route, int status) {
        return (request, response) -> {
            if (route != null) {
                request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route);
            }
            ((MockHttpServletResponse) response).setStatus(status);
        };
    }

    private void serve(String method, @Nullable String traceparent, FilterChain answer) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/things/4711");
        if (traceparent != null) {
            request.addHeader("traceparent", traceparent);
        }
        observed.doFilter(request, new MockHttpServletResponse(), (asked, response) -> {
            within.set(current.traceparent());
            answer.doFilter(asked, response);
        });
    }
}
