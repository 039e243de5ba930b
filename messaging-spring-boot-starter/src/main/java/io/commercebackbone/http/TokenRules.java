package io.commercebackbone.http;

import java.util.List;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/** What a token must say beyond being signed, and what it allows. */
final class TokenRules {

    static final String INTERNAL = "internal";

    private static final OAuth2TokenValidatorResult NO_USER = refused("The token's subject is not a user");
    private static final OAuth2TokenValidatorResult NO_END = refused("The token never expires");

    private TokenRules() {}

    static OAuth2TokenValidator<Jwt> endsSomeDay() {
        return token -> token.getExpiresAt() == null ? NO_END : OAuth2TokenValidatorResult.success();
    }

    /** A token speaks for a user, whose id is a UUID, or for a service, which has the scope of one. */
    static OAuth2TokenValidator<Jwt> subjectIsAUserOrAService() {
        return token ->
                CurrentUserResolver.uuid(String.valueOf(token.getSubject())).isPresent() || isService(token)
                        ? OAuth2TokenValidatorResult.success()
                        : NO_USER;
    }

    /** {@code roles} become {@code ROLE_}s, scopes become {@code SCOPE_}s. */
    static JwtAuthenticationConverter authorities() {
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName("roles");
        roles.setAuthorityPrefix("ROLE_");
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(
                new DelegatingJwtGrantedAuthoritiesConverter(new JwtGrantedAuthoritiesConverter(), roles));
        return converter;
    }

    private static boolean isService(Jwt token) {
        Object scope = token.getClaims().get("scope");
        return scope instanceof List<?> scopes
                ? scopes.contains(INTERNAL)
                : scope instanceof String text && List.of(text.split(" ", -1)).contains(INTERNAL);
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, why, null));
    }
}
