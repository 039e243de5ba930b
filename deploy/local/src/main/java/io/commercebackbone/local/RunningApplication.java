package io.commercebackbone.local;

import java.util.Arrays;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service as it is deployed, in this JVM and on a port of its own. Needs Spring Boot, which every service brings. */
public final class RunningApplication implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it, and returns when it takes requests. */
    public static RunningApplication start(Class<?> application, ServiceSettings settings) {
        return new RunningApplication(new SpringApplicationBuilder(application)
                .run(settings.arguments().toArray(String[]::new)));
    }

    /** Where it answers, without a slash at its end. */
    public String url() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** The value of a metric as Prometheus reads it, summed over those of its series that have all of these tags. */
    public double metric(String name, String... tags) {
        return new ServiceApi(url(), null)
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(tags).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
