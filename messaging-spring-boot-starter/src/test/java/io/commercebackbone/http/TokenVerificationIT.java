package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.BadTokens;
import io.commercebackbone.local.LocalIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** A service of one call over real HTTP, with tokens of a real issuer. */
class TokenVerificationIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final LocalIssuer ISSUER = LocalIssuer.shared();

    private final UUID user = UUID.randomUUID();

    @Test
    void letsInWhomTheIssuerVouchesForAndNobodyElse() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            assertThat(call(service, "/hello", ISSUER.token(user)).statusCode()).isEqualTo(200);
            for (Map.Entry<String, String> bad : BadTokens.of(ISSUER, user).entrySet()) {
                HttpResponse<String> answer = call(service, "/hello", bad.getValue());
                assertThat(answer.statusCode()).as(bad.getKey()).isEqualTo(401);
                assertThat(answer.body()).as(bad.getKey()).contains("\"code\":\"unauthorized\"");
            }
        }
    }

    @Test
    void keepsServicesAndUsersApart() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            assertThat(call(service, "/internal/hello", ISSUER.serviceToken("another"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(call(service, "/internal/hello", ISSUER.token(user, "admin"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(call(service, "/admin/hello", ISSUER.serviceToken("another"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void answersAHeadThatIsTooLongWithoutFailing() throws Exception {
        try (ConfigurableApplicationContext service = start()) {
            assertThat(call(service, "/hello", "x".repeat(100 * 1024)).statusCode())
                    .isBetween(400, 499);
        }
    }

    @Test
    void startsWithoutItsIssuerAndSaysThatItCannotKnowYet() throws Exception {
        try (ConfigurableApplicationContext service =
                start("spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://localhost:1/jwks")) {
            HttpResponse<String> answer = call(service, "/hello", ISSUER.token(user));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
            assertThat(answer.body()).contains("\"code\":\"service-unavailable\"", "traceId");
            assertThat(call(service, "/hello", "nonsense").statusCode()).isEqualTo(401);
        }
    }

    private static ConfigurableApplicationContext start(String... settings) {
        Stream<String> all = Stream.concat(
                Stream.of(
                        "server.port=0",
                        "spring.kafka.enabled=false",
                        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.uri()),
                Arrays.stream(settings));
        return new SpringApplicationBuilder(OneCall.class)
                .run(all.map(it -> "--" + it).toArray(String[]::new));
    }

    private static HttpResponse<String> call(ConfigurableApplicationContext service, String path, String token)
            throws Exception {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OneCall {

        @Bean
        RouterFunction<ServerResponse> hello() {
            return RouterFunctions.route()
                    .GET("/**", request -> ServerResponse.ok().body("hello"))
                    .build();
        }
    }
}
