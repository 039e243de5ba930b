package io.commercebackbone.issuer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a client-credentials request together with the two parameters of our own: {@code user}, for whom the token is,
 * and {@code roles}. A service asks for itself and may give neither. Without {@code scope} all scopes of the client are
 * granted.
 */
final class TokenRequests implements AuthenticationConverter {

    static final String USER = "user";
    static final String ROLES = "roles";
    static final String INTERNAL = "internal";

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

    private final AuthenticationConverter standard = new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!(standard.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked)
                || !(asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken principal)
                || principal.getRegisteredClient() == null) {
            return null;
        }
        RegisteredClient client = principal.getRegisteredClient();
        Set<String> scopes = asked.getScopes().isEmpty() ? client.getScopes() : asked.getScopes();
        return new OAuth2ClientCredentialsAuthenticationToken(principal, scopes, subject(client, request));
    }

    private static Map<String, Object> subject(RegisteredClient client, HttpServletRequest request) {
        @Nullable String user = request.getParameter(USER);
        List<String> roles = roles(request);
        if (client.getScopes().contains(INTERNAL)) {
            if (user != null || !roles.isEmpty()) {
                throw invalid("client " + client.getClientId() + " is a service: it takes neither user nor roles");
            }
            return Map.of(USER, client.getClientId(), ROLES, roles);
        }
        if (user == null) {
            throw invalid("parameter user is missing: the UUID of the user whom the token is for");
        }
        if (!UUID.matcher(user).matches()) {
            throw invalid("parameter user is not a UUID");
        }
        return Map.of(USER, user.toLowerCase(Locale.ROOT), ROLES, roles);
    }

    private static List<String> roles(HttpServletRequest request) {
        String[] values = request.getParameterValues(ROLES);
        List<String> roles = values == null
                ? List.of()
                : Arrays.stream(values)
                        .flatMap(SEPARATOR::splitAsStream)
                        .filter(role -> !role.isEmpty())
                        .distinct()
                        .toList();
        if (!roles.stream().allMatch(role -> ROLE.matcher(role).matches())) {
            throw invalid("parameter roles takes names such as admin, separated by commas");
        }
        return roles;
    }

    private static OAuth2AuthenticationException invalid(String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null));
    }
}
