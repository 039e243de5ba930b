package io.commercebackbone.gateway.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * How tokens are verified, from Boot's own {@code spring.security.oauth2.resourceserver.jwt} properties. A token that is
 * not remembered is verified off the event loop, since that may mean to ask the issuer.
 */
@Configuration(proxyBeanMethods = false)
class TokenVerification {

    @Bean
    ReactiveJwtDecoder verifiedTokens(
            OAuth2ResourceServerProperties properties, TokenCache bounds, Clock clock, MeterRegistry meters) {
        OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
        String issuer = jwt.getIssuerUri();
        if (issuer == null || issuer.isBlank()) {
            throw new IllegalStateException("spring.security.oauth2.resourceserver.jwt.issuer-uri must be set");
        }
        IssuerKeys keys = new IssuerKeys(issuer, blankToNull(jwt.getJwkSetUri()), bounds.keyMaxAge(), clock);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor(keys, jwt.getJwsAlgorithms()));
        decoder.setJwtValidator(rules(issuer, jwt.getAudiences()));
        VerifiedTokens tokens = new VerifiedTokens(
                token -> Mono.fromCallable(() -> decoder.decode(token)).subscribeOn(Schedulers.boundedElastic()),
                clock,
                bounds);
        CaffeineCacheMetrics.monitor(meters, tokens.cache(), "verified-tokens");
        return tokens;
    }

    private static DefaultJWTProcessor<SecurityContext> processor(IssuerKeys keys, List<String> algorithms) {
        Set<JWSAlgorithm> accepted =
                algorithms.stream().map(TokenVerification::algorithm).collect(Collectors.toSet());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(accepted, keys));
        // what the claims say is checked by the rules
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
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

    /** By the public key alone: a shared secret is none that services share. */
    private static JWSAlgorithm algorithm(String name) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.from(name);
        if (algorithm == null) {
            throw new IllegalStateException("'" + name + "' is no signature algorithm; RS256 is one");
        }
        return JWSAlgorithm.parse(algorithm.getName());
    }
}
