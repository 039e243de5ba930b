package io.commercebackbone.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Gives Kafka's settings the values that the guarantees of this library need. A service may set any of them itself;
 * these come last.
 */
class BackboneDefaults implements EnvironmentPostProcessor {

    private static final String LOCATION = "classpath:backbone-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment.getPropertySources().addLast(new ResourcePropertySource("backboneDefaults", LOCATION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
