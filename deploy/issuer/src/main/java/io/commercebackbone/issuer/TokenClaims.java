package io.commercebackbone.issuer;

import java.util.List;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Puts user, roles and audience into the token; what {@link TokenRequests} let through is not looked at again. */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final String audience;

    TokenClaims(String audience) {
        this.audience = audience;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (!(context.getAuthorizationGrant() instanceof OAuth2ClientCredentialsAuthenticationToken asked)) {
            throw new IllegalStateException("Only client credentials are served");
        }
        Object user = asked.getAdditionalParameters().get(TokenRequests.USER);
        Object roles = asked.getAdditionalParameters().get(TokenRequests.ROLES);
        context.getClaims()
                .subject(String.valueOf(user))
                .audience(List.of(audience))
                .claim(TokenRequests.ROLES, roles == null ? List.of() : roles);
    }
}
