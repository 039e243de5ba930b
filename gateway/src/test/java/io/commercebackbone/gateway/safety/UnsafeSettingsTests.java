package io.commercebackbone.gateway.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class UnsafeSettingsTests {

    @Test
    void startsWhenEverythingIsProtected() {
        assertThat(refused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://issuer, HTTP_ISSUER",
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=HTTP://issuer/keys, HTTP_ISSUER",
        "spring.data.redis.password=, PLAIN_REDIS",
        "spring.data.redis.ssl.enabled=false, PLAIN_REDIS",
        "spring.data.redis.url=redis://:secret@redis, PLAIN_REDIS",
        "management.server.port=, PUBLIC_ACTUATOR",
        "management.server.port=8080, PUBLIC_ACTUATOR"
    })
    void refusesWhatIsNot(String setting, Unsafe reason) {
        assertThat(refused(setting)).containsExactly(reason);
    }

    @Test
    void needsNoRedisWhereNothingIsCounted() {
        assertThat(refused("spring.data.redis.password=", "gateway.rate-limit.enabled=false"))
                .isEmpty();
    }

    @Test
    void letsPassWhatIsAllowedByNameAndNothingElse() {
        assertThat(refused(
                        "backbone.unsafe.allow=plain-kafka,plain-redis",
                        "spring.data.redis.password=",
                        "management.server.port="))
                .containsExactly(Unsafe.PUBLIC_ACTUATOR);
    }

    private static Set<Unsafe> refused(String... changes) {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("server.port", "8080")
                .withProperty("management.server.port", "9080")
                .withProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://issuer.example")
                .withProperty("spring.data.redis.password", "kept somewhere else")
                .withProperty("spring.data.redis.ssl.enabled", "true");
        Arrays.stream(changes).map(it -> it.split("=", 2)).forEach(it -> environment.setProperty(it[0], it[1]));
        return new UnsafeSettings(environment).refused();
    }
}
