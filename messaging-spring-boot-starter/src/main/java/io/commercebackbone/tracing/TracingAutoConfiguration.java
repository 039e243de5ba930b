package io.commercebackbone.tracing;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Spans of events where spans are exported: as soon as an endpoint for them is set. */
@AutoConfiguration
public class TracingAutoConfiguration {

    @Bean
    Spans spans(ObjectProvider<Tracer> tracer, ObjectProvider<SpanExporter> exporters) {
        return exporters.stream().findAny().isPresent() ? new Spans(tracer.getIfAvailable()) : Spans.none();
    }
}
