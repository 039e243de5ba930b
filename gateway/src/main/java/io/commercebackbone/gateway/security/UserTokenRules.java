package io.commercebackbone.gateway.security;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** A token at the gateway speaks for a user, whose id is a UUID, and ends some day. Services do not come this way. */
final class UserTokenRules implements OAuth2TokenValidator<Jwt> {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final String INTERNAL = "internal";

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        if (token.getExpiresAt() == null) {
            return refused("The token never expires");
        }
        if (isService(token)) {
            return refused("Services do not come this way");
        }
        String subject = token.getSubject();
        return subject != null && UUID.matcher(subject).matches()
                ? OAuth2TokenValidatorResult.success()
                : refused("The token's subject is not a user");
    }

    /** Also one whose id at the issuer is a UUID. The scope is a list or, as the standard has it, words. */
    private static boolean isService(Jwt token) {
        Object scope = token.getClaims().get("scope");
        return scope instanceof List<?> scopes
                ? scopes.contains(INTERNAL)
                : scope instanceof String words && List.of(words.split(" ", -1)).contains(INTERNAL);
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, why, null));
    }
}
