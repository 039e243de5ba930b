package io.commercebackbone.dataplatform;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
class DataPlatformServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(DataPlatformServiceApplication.class, args);
    }
}
