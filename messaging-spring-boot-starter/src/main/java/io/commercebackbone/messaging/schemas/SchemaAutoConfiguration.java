package io.commercebackbone.messaging.schemas;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The check that every reader of events goes by. */
@AutoConfiguration
@EnableConfigurationProperties(SchemaProperties.class)
public class SchemaAutoConfiguration {

    @Bean
    SchemaCheck schemaCheck(SchemaProperties properties, MeterRegistry meters, Clock clock) {
        if (properties.validation() == SchemaValidation.OFF) {
            return SchemaCheck.NONE;
        }
        return new RegisteredSchemaCheck(
                new RegisteredSchemas(properties, clock), properties.validation() == SchemaValidation.ENFORCE, meters);
    }
}
