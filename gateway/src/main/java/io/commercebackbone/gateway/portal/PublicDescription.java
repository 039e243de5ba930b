package io.commercebackbone.gateway.portal;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of what a service says of itself what may be said outside. */
@Component
public class PublicDescription {

    private static final String INTERNAL = "internal";
    private static final String LOGIN = "login";

    private final PortalProperties portal;
    private final JsonMapper json;

    PublicDescription(PortalProperties portal, JsonMapper json) {
        this.portal = portal;
        this.json = json;
    }

    /** Without what services say among themselves, at the gateway, and with the portal's way to log in. */
    public String of(String described) {
        if (!(json.readTree(described) instanceof ObjectNode api) || !(api.path("paths") instanceof ObjectNode paths)) {
            return described;
        }
        List.copyOf(paths.propertyNames()).stream()
                .filter(path -> path.startsWith("/internal/"))
                .forEach(paths::remove);
        if (api.path("tags") instanceof ArrayNode tags) {
            tags.removeIf(tag -> tag.path("name").asString("").equals(INTERNAL));
        }
        api.putArray("servers").addObject().put("url", "/");
        if (portal.tokenUrl() != null) {
            login(api);
        }
        return json.writeValueAsString(api);
    }

    private void login(ObjectNode api) {
        ObjectNode scheme = api.withObject("/components/securitySchemes").putObject(LOGIN);
        scheme.put("type", "oauth2");
        String flow = portal.authorizationUrl() == null ? "clientCredentials" : "authorizationCode";
        ObjectNode way = scheme.putObject("flows").putObject(flow);
        way.put("tokenUrl", String.valueOf(portal.tokenUrl()));
        if (portal.authorizationUrl() != null) {
            way.put("authorizationUrl", String.valueOf(portal.authorizationUrl()));
        }
        way.putObject("scopes");
        api.withArray("/security").addObject().putArray(LOGIN);
    }
}
