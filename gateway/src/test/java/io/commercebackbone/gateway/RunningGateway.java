package io.commercebackbone.gateway;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway as it is deployed, on a free port. */
final class RunningGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings as {@code NAME=value}, what the environment would say */
    static RunningGateway start(String... settings) {
        String[] arguments = Stream.concat(Stream.of("server.port=0"), Arrays.stream(settings))
                .map(it -> "--" + it)
                .toArray(String[]::new);
        return new RunningGateway(new SpringApplicationBuilder(GatewayApplication.class).run(arguments));
    }

    GatewayClient client() {
        return new GatewayClient(port());
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Where it answers about itself. */
    int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /** Stops it as the platform does; returns when it has stopped. */
    @Override
    public void close() {
        context.close();
    }
}
