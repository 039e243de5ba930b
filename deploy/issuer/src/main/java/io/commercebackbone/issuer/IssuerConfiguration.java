package io.commercebackbone.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/** Only the token endpoint, the keys, the metadata and health are open; everything else is refused. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

    private static final Logger log = LoggerFactory.getLogger(IssuerConfiguration.class);

    private final AuthorizationServerSettings settings;

    IssuerConfiguration(AuthorizationServerSettings settings) {
        this.settings = settings;
    }

    @Bean
    SecurityFilterChain issuerSecurity(HttpSecurity http) {
        return http.cors(it -> it.configurationSource(pagesOfThisMachine()))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults())
                        .tokenEndpoint(token -> token.accessTokenRequestConverter(new TokenRequests())))
                .authorizeHttpRequests(it -> it.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers(settings.getTokenEndpoint())
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(it -> it.authenticationEntryPoint(clientUnknown()))
                .build();
    }

    /** Not lazy: a key that cannot be read or written stops the start instead of the first token. */
    @Bean
    @Lazy(false)
    JWKSource<SecurityContext> signingKeys(IssuerProperties properties) {
        return new ImmutableJWKSet<>(new JWKSet(new SigningKeyFile(properties.keyFile()).readOrCreate()));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims(IssuerProperties properties) {
        return new TokenClaims(properties.audience());
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new ForgottenTokens();
    }

    @Bean
    PasswordEncoder clientSecrets() {
        return new PublicSecrets();
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        log.warn(
                "LOCAL USE ONLY: issuer {} gives anybody a token for any user; its secrets are public",
                settings.getIssuer());
    }

    /** The gateway's portal asks for tokens in the browser. */
    private static CorsConfigurationSource pagesOfThisMachine() {
        CorsConfiguration pages = new CorsConfiguration();
        pages.setAllowedOriginPatterns(List.of("http://localhost:[*]", "http://127.0.0.1:[*]"));
        pages.setAllowedMethods(List.of("GET", "POST"));
        pages.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, "X-Requested-With"));
        return request -> pages;
    }

    private static AuthenticationEntryPoint clientUnknown() {
        return (request, response, e) -> {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"local-issuer\"");
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter()
                    .write("{\"error\":\"invalid_client\",\"error_description\":\"client id and secret are needed\"}");
        };
    }
}
