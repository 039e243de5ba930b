package io.commercebackbone.dataplatform;

import io.commercebackbone.messaging.outbox.OutboxAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the data platform service. It publishes nothing: its database holds no outbox. */
@SpringBootApplication(exclude = OutboxAutoConfiguration.class)
@ConfigurationPropertiesScan
public class DataPlatformServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(DataPlatformServiceApplication.class, args);
    }
}
