package io.commercebackbone.gateway.portal;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The developers' portal and how its pages get tokens. Its addresses are those that browsers see.
 *
 * @param enabled whether it is there at all
 * @param tokenUrl of the issuer, which has to let pages of the gateway's origin call it; without it there is no login
 * @param authorizationUrl where people log in, by authorization code with PKCE; without it the client logs in as itself
 * @param clientId of the portal at the issuer
 * @param anyUser whether the issuer gives tokens for whatever user is asked for, as the local one does: then the portal
 *     asks whom to be
 */
@ConfigurationProperties("gateway.portal")
public record PortalProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable URI tokenUrl,
        @Nullable URI authorizationUrl,
        @DefaultValue("portal") String clientId,
        @DefaultValue("false") boolean anyUser) {

    /** Where else than at the gateway the portal's pages may call. */
    String issuerOrigin() {
        return tokenUrl == null ? "" : tokenUrl.getScheme() + "://" + tokenUrl.getAuthority();
    }
}
