package io.commercebackbone.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import org.jspecify.annotations.Nullable;

/** Sends spans to a collector in the background, if one is set; what it does not take in time is dropped. */
final class SpanExport implements AutoCloseable {

    private static final String NAME = "gateway";

    private final @Nullable SdkTracerProvider provider;

    SpanExport(TracingProperties properties) {
        String endpoint = properties.endpoint();
        provider = endpoint == null || endpoint.isBlank() ? null : provider(endpoint);
    }

    private static SdkTracerProvider provider(String endpoint) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build();
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().toBuilder()
                        .put(AttributeKey.stringKey("service.name"), NAME)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    /** Makes spans that are sent; null if none is. */
    @Nullable
    Tracer tracer() {
        return provider == null ? null : provider.get(NAME);
    }

    /** Sends what is there, ten seconds long at most. */
    @Override
    public void close() {
        if (provider != null) {
            provider.close();
        }
    }
}
