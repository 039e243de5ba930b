package io.commercebackbone.gateway.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder.JwkSetUriReactiveJwtDecoderBuilder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/**
 * How tokens are verified, from Boot's own {@code spring.security.oauth2.resourceserver.jwt} properties. The issuer is
 * asked for its keys when the first token comes, not at start, and again when a key is unknown.
 */
@Configuration(proxyBeanMethods = false)
class TokenVerification {

    private static final Duration ISSUER_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    ReactiveJwtDecoder verifiedTokens(
            OAuth2ResourceServerProperties properties, TokenCache bounds, Clock clock, MeterRegistry meters) {
        OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
        String issuer = jwt.getIssuerUri();
        if (issuer == null || issuer.isBlank()) {
            throw new IllegalStateException("spring.security.oauth2.resourceserver.jwt.issuer-uri must be set");
        }
        NimbusReactiveJwtDecoder decoder = builder(issuer, jwt.getJwkSetUri())
                .jwsAlgorithms(algorithms -> jwt.getJwsAlgorithms().forEach(it -> algorithms.add(algorithm(it))))
                .webClient(
                        WebClient.builder().clientConnector(issuerConnector()).build())
                .build();
        decoder.setJwtValidator(rules(issuer, jwt.getAudiences()));
        VerifiedTokens tokens = new VerifiedTokens(decoder, clock, bounds);
        CaffeineCacheMetrics.monitor(meters, tokens.cache(), "verified-tokens");
        return tokens;
    }

    private static JwkSetUriReactiveJwtDecoderBuilder builder(String issuer, @Nullable String keys) {
        return keys == null || keys.isBlank()
                ? NimbusReactiveJwtDecoder.withIssuerLocation(issuer)
                : NimbusReactiveJwtDecoder.withJwkSetUri(keys);
    }

    private static OAuth2TokenValidator<Jwt> rules(String issuer, List<String> audiences) {
        List<OAuth2TokenValidator<Jwt>> rules = new ArrayList<>();
        rules.add(JwtValidators.createDefaultWithIssuer(issuer));
        rules.add(new UserTokenRules());
        audiences.stream()
                .filter(it -> !it.isBlank())
                .map(JwtAudienceValidator::new)
                .forEach(rules::add);
        return new DelegatingOAuth2TokenValidator<>(rules);
    }

    private static SignatureAlgorithm algorithm(String name) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.from(name);
        if (algorithm == null) {
            throw new IllegalStateException("'" + name + "' is no signature algorithm; RS256 is one");
        }
        return algorithm;
    }

    /** An issuer that hangs must not hang the gateway's requests. */
    private static ReactorClientHttpConnector issuerConnector() {
        return new ReactorClientHttpConnector(HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(ISSUER_TIMEOUT.toMillis()))
                .responseTimeout(ISSUER_TIMEOUT));
    }
}
