package io.commercebackbone.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets in who has a verified token: everything but health and the API's documentation asks for one, {@code /admin} for
 * the admin role and {@code /internal} for the scope of a service.
 */
@Configuration(proxyBeanMethods = false)
class ResourceServerConfiguration {

    private static final String[] OPEN = {"/actuator/health/**", "/actuator/prometheus", "/v3/api-docs/**", "/error"};

    @Bean
    SecurityFilterChain backboneSecurity(HttpSecurity http, CurrentTrace trace, JsonMapper json) {
        AuthenticationEntryPoint unauthorized = (request, response, e) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            write(response, json, trace, HttpStatus.UNAUTHORIZED, "unauthorized", "A valid bearer token is needed");
        };
        AccessDeniedHandler forbidden = (request, response, e) ->
                write(response, json, trace, HttpStatus.FORBIDDEN, "forbidden", "The token does not allow this call");
        IssuerAwayFilter issuerAway = new IssuerAwayFilter(response -> {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            write(
                    response,
                    json,
                    trace,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "service-unavailable",
                    "Tokens cannot be verified at the moment");
        });
        return http.addFilterBefore(issuerAway, BearerTokenAuthenticationFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(it -> it.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/admin/**")
                        .hasRole("admin")
                        .requestMatchers("/internal/**")
                        .hasAuthority("SCOPE_" + TokenRules.INTERNAL)
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        it -> it.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
                .oauth2ResourceServer(it -> it.bearerTokenResolver(new BearerHeader())
                        .authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler(forbidden)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(TokenRules.authorities())))
                .build();
    }

    /** A span and a timer around each filter of each request cost more than what they tell. */
    @Bean
    SecurityObservationSettings unobservedSecurity() {
        return SecurityObservationSettings.noObservations();
    }

    /** The usual rule for header values without its regular expression, which is slow on something as long as a token. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(ResourceServerConfiguration::isText);
        return firewall;
    }

    /** What the firewall refuses never gets to where problems are answered. */
    @Bean
    RequestRejectedHandler rejectedRequests(CurrentTrace trace, JsonMapper json) {
        return (request, response, e) -> write(
                response, json, trace, HttpStatus.BAD_REQUEST, "validation-failed", "The request is not well formed");
    }

    static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || !Character.isDefined(c)) {
                return false;
            }
        }
        return true;
    }

    /** Puts the cache around whichever decoder the configuration asks for. */
    @Bean
    static BeanPostProcessor verifiedTokens(ApplicationContext context) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!(bean instanceof JwtDecoder decoder)) {
                    return bean;
                }
                int size = context.getBean(HttpProperties.class).tokenCacheSize();
                return size == 0 ? bean : new CachingJwtDecoder(decoder, context.getBean(Clock.class), size);
            }
        };
    }

    private static void write(
            HttpServletResponse response,
            JsonMapper json,
            CurrentTrace trace,
            HttpStatus status,
            String code,
            String detail)
            throws IOException {
        ProblemDetail body = Problem.body(status, code, detail);
        body.setProperty("traceId", trace.id());
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), body);
    }
}
