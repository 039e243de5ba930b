package io.commercebackbone.dataplatform;

import io.commercebackbone.idempotency.IdempotencyAutoConfiguration;
import io.commercebackbone.messaging.outbox.OutboxAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the data platform service. It publishes nothing and takes no orders: its database holds neither outbox nor keys. */
@SpringBootApplication(exclude = {OutboxAutoConfiguration.class, IdempotencyAutoConfiguration.class})
@ConfigurationPropertiesScan
public class DataPlatformServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(DataPlatformServiceApplication.class, args);
    }
}
