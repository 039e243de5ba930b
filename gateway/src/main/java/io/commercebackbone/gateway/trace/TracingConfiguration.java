package io.commercebackbone.gateway.trace;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spans by OpenTelemetry's own interface: Micrometer's observation of each request, through every filter and client, takes
 * half of a request's CPU and more again.
 */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean(destroyMethod = "close")
    SpanExport spanExport(TracingProperties properties) {
        return new SpanExport(properties);
    }

    @Bean
    RequestSpans requestSpans(SpanExport export, TracingProperties properties) {
        return new RequestSpans(export.tracer(), properties.sampling());
    }
}
