package io.commercebackbone.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** When a service has somebody to give its spans to. */
class SpanExportTests {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "'=', 0", // as a manifest says it that leaves the place open
        "'=  ', 0",
        "'=http://localhost:4318/v1/traces', 1"
    })
    void goesToTheEndpointThatIsSet(String setting, int exporters) {
        String named = setting.isEmpty() ? "other.setting=" : ENDPOINT + setting;
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--" + named,
                        "--spring.kafka.enabled=false",
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                                + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")) {
            assertThat(service.getBeansOfType(SpanExporter.class)).hasSize(exporters);
        }
    }
}
