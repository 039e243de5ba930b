package io.commercebackbone.messaging;

import io.commercebackbone.logging.EcsLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Gives Kafka's settings the values that the guarantees of this library need. A service may set any of them itself;
 * these come last. An endpoint for spans that is set to nothing is none, and logs in Elastic's schema are written by
 * {@link EcsLines}.
 */
class BackboneDefaults implements EnvironmentPostProcessor {

    private static final String SPANS_GO_TO = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String LOGS_ARE = "logging.structured.format.console";

    private static final String LOCATION = "classpath:backbone-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment.getPropertySources().addLast(new ResourcePropertySource("backboneDefaults", LOCATION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (environment.getProperty(SPANS_GO_TO, "unset").isBlank()) {
            // set to nothing, as in manifests for many places: Boot would take that for an address
            override(environment, "backboneWithoutSpans", Map.of("management.tracing.export.otlp.enabled", false));
        }
        if (environment.getProperty(LOGS_ARE, "").equals("ecs")) {
            override(environment, "backboneEcsLines", Map.of(LOGS_ARE, EcsLines.class.getName()));
        }
    }

    private static void override(ConfigurableEnvironment environment, String name, Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource(name, properties));
    }
}
