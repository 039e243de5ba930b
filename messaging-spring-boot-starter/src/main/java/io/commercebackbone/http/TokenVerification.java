package io.commercebackbone.http;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * How a service verifies tokens, from Boot's own {@code spring.security.oauth2.resourceserver.jwt} properties: signature
 * by one of the issuer's keys and an accepted algorithm, issuer, audience, lifetime, subject. It does not rely on the
 * gateway having done so.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri")
class TokenVerification {

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder tokenDecoder(OAuth2ResourceServerProperties properties, HttpProperties http, Clock clock) {
        OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
        String issuer = Objects.requireNonNull(jwt.getIssuerUri());
        String keysUrl = jwt.getJwkSetUri();
        IssuerKeys keys =
                new IssuerKeys(issuer, keysUrl == null || keysUrl.isBlank() ? null : keysUrl, http.keyMaxAge(), clock);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor(keys, jwt.getJwsAlgorithms()));
        decoder.setJwtValidator(rules(issuer, jwt.getAudiences()));
        return decoder;
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

    private static OAuth2TokenValidator<Jwt> rules(String issuer, List<String> audiences) {
        List<OAuth2TokenValidator<Jwt>> rules = new ArrayList<>();
        rules.add(JwtValidators.createDefaultWithIssuer(issuer));
        rules.add(TokenRules.endsSomeDay());
        rules.add(TokenRules.subjectIsAUserOrAService());
        audiences.stream()
                .filter(it -> !it.isBlank())
                .map(JwtAudienceValidator::new)
                .forEach(rules::add);
        return new DelegatingOAuth2TokenValidator<>(rules);
    }

    private static JWSAlgorithm algorithm(String name) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.from(name);
        if (algorithm == null) {
            throw new IllegalStateException("'" + name + "' is no signature algorithm; RS256 is one");
        }
        return JWSAlgorithm.parse(algorithm.getName());
    }
}
