package io.commercebackbone.verify.load;

import java.util.Map;

/**
 * Where a client's calls go: to the gateway, or past it to the services themselves, as callers within a cluster do.
 *
 * @param gateway where a path of no service goes
 * @param services by the first part of their paths; empty for a client that knows the gateway only
 */
public record Entrance(String gateway, Map<String, String> services) {

    public Entrance {
        services = Map.copyOf(services);
    }

    /** Everything through the gateway. */
    public static Entrance through(String gateway) {
        return new Entrance(gateway, Map.of());
    }

    /** The whole address of a path. */
    String address(String path) {
        int end = path.indexOf('/', 1);
        return services.getOrDefault(end < 0 ? path : path.substring(0, end), gateway) + path;
    }
}
