package io.commercebackbone.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class RequestSpansTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final List<SpanData> exported = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
            .build();

    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            exported.addAll(batch);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void recordsWhatTheClientHasRecordedAndIsWhatServicesHangBelow() {
        MockServerWebExchange exchange = exchange("00-" + TRACE + "-00f067aa0ba902b7-01");

        Span span = spans(0).begin(exchange).orElseThrow();
        exchange.getResponse().setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        RequestSpans.end(span, exchange);

        SpanData data = exported.getFirst();
        assertThat(data.getTraceId()).isEqualTo(TRACE);
        assertThat(data.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(data.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(data.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(data.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(503);
        assertThat(data.toString()).doesNotContain("secret-path");
        assertThat(Trace.of(exchange).traceparent()).isEqualTo("00-" + TRACE + "-" + data.getSpanId() + "-01");
    }

    @Test
    void namesTheRouteThatWasTaken() {
        MockServerWebExchange exchange = exchange("nonsense");
        Span span = spans(1).begin(exchange).orElseThrow();
        exchange.getAttributes()
                .put(
                        ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR,
                        Route.async()
                                .id("order-service")
                                .uri("http://localhost:8081")
                                .predicate(it -> true)
                                .build());
        exchange.getResponse().setStatusCode(HttpStatus.NOT_FOUND);
        RequestSpans.end(span, exchange);

        SpanData data = exported.getFirst();
        assertThat(data.getName()).isEqualTo("GET order-service");
        assertThat(data.getAttributes().get(AttributeKey.stringKey("http.route")))
                .isEqualTo("order-service");
        assertThat(data.getAttributes().get(AttributeKey.stringKey("http.request.method")))
                .isEqualTo("GET");
        assertThat(data.getStatus().getStatusCode())
                .as("what a client did wrong is no failure")
                .isEqualTo(StatusCode.UNSET);
    }

    @Test
    void recordsNothingThatTheClientHasNotRecorded() {
        MockServerWebExchange exchange = exchange("00-" + TRACE + "-00f067aa0ba902b7-00");

        assertThat(spans(1).begin(exchange)).isEmpty();
        assertThat(Trace.of(exchange).sampled()).isFalse();
        assertThat(Trace.of(exchange).id()).isEqualTo(TRACE);
    }

    @Test
    void recordsAShareOfTheRestUnderTracesOfItsOwn() {
        MockServerWebExchange exchange = exchange("nonsense");

        assertThat(spans(0).begin(exchange)).isEmpty();
        Span span = spans(1).begin(exchange).orElseThrow();
        span.end();

        assertThat(exported.getFirst().getParentSpanContext().isValid()).isFalse();
        assertThat(Trace.of(exchange).id()).isEqualTo(span.getSpanContext().getTraceId());
        assertThat(Trace.of(exchange).sampled()).isTrue();
    }

    @Test
    void recordsNothingWithoutAnEndpoint() {
        SpanExport export = new SpanExport(new TracingProperties(" ", 1));

        assertThat(new RequestSpans(export.tracer(), 1).begin(exchange("nonsense")))
                .isEmpty();
    }

    private RequestSpans spans(double sampling) {
        return new RequestSpans(provider.get("tests"), sampling);
    }

    private static MockServerWebExchange exchange(String traceparent) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.get("/orders/secret-path").header("traceparent", traceparent));
    }
}
