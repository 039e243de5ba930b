package io.commercebackbone.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.mock.env.MockEnvironment;

class UnsafeSettingsTests {

    private static final Map<String, String> SAFE = Map.ofEntries(
            Map.entry("spring.application.name", "thing-service"),
            Map.entry("server.port", "8080"),
            Map.entry("management.server.port", "9080"),
            Map.entry("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://issuer.example"),
            Map.entry("spring.kafka.bootstrap-servers", "kafka:9093"),
            Map.entry("spring.kafka.security.protocol", "SASL_SSL"),
            Map.entry("spring.datasource.url", "jdbc:postgresql://db/things?sslmode=verify-full"),
            Map.entry("spring.datasource.username", "things"),
            Map.entry("spring.datasource.password", "kept somewhere else"),
            Map.entry("spring.data.redis.host", "redis"),
            Map.entry("spring.data.redis.password", "kept somewhere else"),
            Map.entry("spring.data.redis.ssl.enabled", "true"),
            Map.entry("backbone.calls.client-secret", "kept somewhere else"),
            Map.entry("backbone.secrets", "thing.secret"),
            Map.entry("thing.secret", "kept somewhere else"));

    @Test
    void startsWhenEverythingIsProtected() {
        assertThat(refused()).isEmpty();
    }

    @Test
    void asksNothingOfWhatAServiceDoesNotUse() {
        assertThat(new UnsafeSettings(environment(Map.of("management.server.port", "9080"))).refused())
                .isEmpty();
        assertThat(refused("spring.kafka.enabled=false", "spring.kafka.security.protocol="))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://issuer, HTTP_ISSUER",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri=HTTP://issuer, HTTP_ISSUER",
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://issuer/keys, HTTP_ISSUER",
        "spring.kafka.security.protocol=, PLAIN_KAFKA",
        "spring.kafka.security.protocol=PLAINTEXT, PLAIN_KAFKA",
        "spring.kafka.security.protocol=SASL_PLAINTEXT, PLAIN_KAFKA",
        "spring.datasource.url=jdbc:postgresql://db/things, PLAIN_POSTGRESQL",
        "spring.datasource.url=jdbc:postgresql://db/things?sslmode=require, PLAIN_POSTGRESQL",
        "spring.datasource.password=, PLAIN_POSTGRESQL",
        "spring.data.redis.password=, PLAIN_REDIS",
        "spring.data.redis.ssl.enabled=false, PLAIN_REDIS",
        "spring.data.redis.url=redis://:secret@redis, PLAIN_REDIS",
        "management.server.port=, PUBLIC_ACTUATOR",
        "management.server.port=8080, PUBLIC_ACTUATOR",
        "spring.datasource.password=things, DEMO_SECRET",
        "backbone.calls.client-secret=thing-service, DEMO_SECRET",
        "thing.secret=local-stack-secret, DEMO_SECRET"
    })
    void refusesWhatIsNot(String setting, Unsafe reason) {
        assertThat(refused(setting)).containsExactly(reason);
    }

    @Test
    void acceptsMutualTlsAndSettingsOfTheClientItself() {
        assertThat(refused("spring.kafka.security.protocol=ssl")).isEmpty();
        assertThat(refused("spring.kafka.security.protocol=", "spring.kafka.properties[security.protocol]=SASL_SSL"))
                .isEmpty();
        assertThat(refused("spring.data.redis.url=rediss://:secret@redis")).isEmpty();
    }

    @Test
    void letsPassWhatIsAllowedByNameAndNothingElse() {
        assertThat(refused(
                        "backbone.unsafe.allow=plain-kafka,http-issuer",
                        "spring.kafka.security.protocol=",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://issuer",
                        "management.server.port="))
                .containsExactly(Unsafe.PUBLIC_ACTUATOR);
    }

    @Test
    void refusesAnAllowanceThatDoesNotExist() {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> refused("backbone.unsafe.allow=everything"));
    }

    @Test
    void saysWhichSecretIsTheDemos() {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put("thing.secret", "thing-service");
        assertThat(new UnsafeSettings(environment(settings)).refused().get(Unsafe.DEMO_SECRET))
                .endsWith("thing.secret");
    }

    private static Set<Unsafe> refused(String... changes) {
        Map<String, String> settings = new HashMap<>(SAFE);
        Arrays.stream(changes).map(it -> it.split("=", 2)).forEach(it -> settings.put(it[0], it[1]));
        return new UnsafeSettings(environment(settings)).refused().keySet();
    }

    private static MockEnvironment environment(Map<String, String> settings) {
        MockEnvironment environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        return environment;
    }
}
