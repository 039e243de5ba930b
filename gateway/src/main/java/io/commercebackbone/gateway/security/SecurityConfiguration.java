package io.commercebackbone.gateway.security;

import io.commercebackbone.gateway.problem.Problem;
import io.commercebackbone.gateway.problem.Problems;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtGrantedAuthoritiesConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import reactor.core.publisher.Mono;

/**
 * Everything but health, and the portal where there is one, asks for a verified token of a user, {@code /admin} for the
 * role {@code admin} as well. Metrics are open on a management port of their own; on the public port they are an
 * administrator's.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String ADMIN = "admin";

    @Bean
    SecurityWebFilterChain gatewaySecurity(ServerHttpSecurity http, Problems problems, Environment environment) {
        boolean portal = environment.getProperty("gateway.portal.enabled", Boolean.class, false);
        boolean ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        ServerAuthenticationEntryPoint unauthorized = (exchange, e) -> {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            return problems.answer(exchange, Problem.UNAUTHORIZED);
        };
        return stateless(http)
                .authorizeExchange(it -> it.matchers(EndpointRequest.to("health"))
                        .permitAll()
                        .matchers(EndpointRequest.toAnyEndpoint())
                        .access((authentication, context) -> ownPort
                                ? Mono.just(new AuthorizationDecision(true))
                                : authentication.map(SecurityConfiguration::isAdmin))
                        .pathMatchers(HttpMethod.GET, "/docs", "/docs/**")
                        .access((authentication, context) -> portal
                                ? Mono.just(new AuthorizationDecision(true))
                                : authentication.map(user -> new AuthorizationDecision(user.isAuthenticated())))
                        .pathMatchers("/admin/**")
                        .hasRole(ADMIN)
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(it -> it.authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler((exchange, e) -> problems.answer(exchange, Problem.FORBIDDEN)))
                .oauth2ResourceServer(it -> it.bearerTokenConverter(new BearerHeader())
                        .authenticationEntryPoint(unauthorized)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(roles())))
                .build();
    }

    /** What the firewall refuses (dot segments, encoded slashes and the like) never reaches a route. */
    @Bean
    ServerExchangeRejectedHandler malformedRequests(Problems problems) {
        return (exchange, e) -> problems.answer(exchange, Problem.MALFORMED);
    }

    /** One measurement per request is enough: the framework would add one per filter. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    private static ServerHttpSecurity stateless(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(it -> it.contentSecurityPolicy(
                                csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
    }

    private static ReactiveJwtAuthenticationConverter roles() {
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName("roles");
        roles.setAuthorityPrefix("ROLE_");
        ReactiveJwtAuthenticationConverter converter = new ReactiveJwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new ReactiveJwtGrantedAuthoritiesConverterAdapter(roles));
        return converter;
    }

    private static AuthorizationDecision isAdmin(Authentication authentication) {
        boolean admin =
                authentication.getAuthorities().stream().anyMatch(it -> ("ROLE_" + ADMIN).equals(it.getAuthority()));
        return new AuthorizationDecision(admin);
    }
}
