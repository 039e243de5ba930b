package io.commercebackbone.local.stack;

import java.util.Locale;
import java.util.Map;

/** Which port each process listens on: its usual one, or what an environment variable says. */
final class StackPorts {

    private final Map<String, String> environment;

    StackPorts(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The variable that moves a process: {@code STACK_PORT_ORDER_SERVICE} for {@code order-service}. */
    static String variable(String name) {
        return "STACK_PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * The port of a process.
     *
     * @throws StackProblem when its variable holds something else than a port
     */
    int of(String name, int usual) {
        String set = environment.getOrDefault(variable(name), "");
        if (set.isBlank()) {
            return usual;
        }
        try {
            int port = Integer.parseInt(set.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new StackProblem(variable(name) + "=" + set + " is not a port: set it to a number from 1 to 65535");
    }
}
