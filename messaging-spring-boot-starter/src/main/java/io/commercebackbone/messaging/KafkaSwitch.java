package io.commercebackbone.messaging;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * {@code spring.kafka.enabled=false} leaves Kafka out: no listener, no relay, no connection. What is published in the
 * meantime waits in the outbox.
 */
class KafkaSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String KAFKA = "org.springframework.boot.kafka.autoconfigure.";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean enabled = Objects.requireNonNull(environment).getProperty("spring.kafka.enabled", Boolean.class, true);
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            matches[i] = enabled || candidate == null || !candidate.startsWith(KAFKA);
        }
        return matches;
    }
}
