package io.commercebackbone.local;

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

    /** What it tells Prometheus now, on its management port if it has one of its own. */
    public Scrape scrape() {
        return Scrape.of(managementUrl());
    }

    /** Where it answers about itself, without a slash at its end. */
    public String managementUrl() {
        String port = context.getEnvironment().getProperty("local.management.port");
        return port == null ? url() : "http://localhost:" + port;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** The value of a metric as Prometheus reads it, summed over those of its series that have all of these tags; 0 without. */
    public double metric(String name, String... tags) {
        Scrape scrape = scrape();
        return scrape.has(name, tags) ? scrape.value(name, tags) : 0;
    }

    @Override
    public void close() {
        context.close();
    }
}
