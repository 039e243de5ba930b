package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class TokenRulesTests {

    private static final String USER = UUID.randomUUID().toString();

    @Test
    void aSubjectIsAUserOrAService() {
        assertThat(refused(token(USER).build())).isFalse();
        assertThat(refused(token("demo").claim("scope", List.of("internal")).build()))
                .isFalse();
        assertThat(refused(token("demo").claim("scope", "read internal").build()))
                .isFalse();
        assertThat(refused(token("demo").build())).isTrue();
        assertThat(refused(token("demo").claim("scope", "internally").build())).isTrue();
        assertThat(refused(token("1-1-1-1-1").build())).isTrue();
    }

    @Test
    void aTokenEndsSomeDay() {
        assertThat(TokenRules.endsSomeDay().validate(token(USER).build()).hasErrors())
                .isTrue();
        assertThat(TokenRules.endsSomeDay()
                        .validate(token(USER).expiresAt(Instant.EPOCH).build())
                        .hasErrors())
                .isFalse();
    }

    @Test
    void rolesAndScopesBecomeAuthorities() {
        Jwt jwt = token(USER)
                .claim("roles", List.of("admin"))
                .claim("scope", "internal")
                .build();

        JwtAuthenticationToken authenticated =
                (JwtAuthenticationToken) TokenRules.authorities().convert(jwt);

        assertThat(authenticated.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .contains("ROLE_admin", "SCOPE_internal");
    }

    private static boolean refused(Jwt token) {
        return TokenRules.subjectIsAUserOrAService().validate(token).hasErrors();
    }

    private static Jwt.Builder token(String subject) {
        return Jwt.withTokenValue("t").header("alg", "RS256").subject(subject);
    }
}
