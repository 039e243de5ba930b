package io.commercebackbone.verify.observe;

import io.commercebackbone.local.Commands;
import io.commercebackbone.local.Health;
import io.commercebackbone.local.Program;
import java.util.List;

/**
 * The local stack's {@code kafka-exporter}, which asks a broker about itself and tells Prometheus.
 *
 * @param bootstrapServers of the broker
 */
record ExporterProgram(int port, String bootstrapServers) implements Program {

    /** What it tells stands there. */
    static final String METRICS = "/metrics";

    /** It is not public: the stack runs it as a program, and so is it here. */
    private static final String MAIN = "io.commercebackbone.local.stack.KafkaExporter";

    @Override
    public String name() {
        return "kafka-exporter";
    }

    @Override
    public List<String> command() {
        return List.of(
                Commands.java(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                Integer.toString(port),
                bootstrapServers);
    }

    @Override
    public boolean answers() {
        return Health.ok(port, "/health");
    }
}
