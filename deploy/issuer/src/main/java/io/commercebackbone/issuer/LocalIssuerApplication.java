package io.commercebackbone.issuer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** An OAuth2 issuer whose secrets are public: it makes a token for any user, so it must never face a network. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LocalIssuerApplication {

    public static void main(String[] args) {
        SpringApplication.run(LocalIssuerApplication.class, args);
    }
}
