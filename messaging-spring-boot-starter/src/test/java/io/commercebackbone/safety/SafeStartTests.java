package io.commercebackbone.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SafeStartTests {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SafeStartAutoConfiguration.class))
            .withPropertyValues(
                    "management.server.port=9080",
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://issuer.example");

    @Test
    void aServiceDoesNotStartUnprotectedAndSaysWhatToSet() {
        service.run(context -> {
            Throwable failure = Objects.requireNonNull(context.getStartupFailure());
            assertThat(failure).isInstanceOf(UnsafeStartException.class);
            FailureAnalysis said = Objects.requireNonNull(new UnsafeStartAnalyzer().analyze(failure));
            assertThat(said.getDescription()).contains("issuer-uri to https");
            assertThat(said.getAction()).contains("backbone.unsafe.allow=http-issuer");
        });
    }

    @Test
    void itStartsWhenToldThatThisIsUnsafe() {
        service.withPropertyValues("backbone.unsafe.allow=http-issuer")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
