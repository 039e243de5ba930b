package io.commercebackbone.verify.naive;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.ExecutableJar;
import io.commercebackbone.local.Ports;
import io.commercebackbone.verify.Run;
import io.commercebackbone.verify.Settings;
import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.load.Mix;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.report.ReportFiles;
import io.commercebackbone.verify.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The verifier against the naive programs. Everybody pays, as they know nothing of cancelled orders; and what the outbox that
 * nobody reads would say is left out.
 */
public final class NaiveRun {

    /** What speaks of a way of working that these programs do not even have. */
    private static final Set<String> OF_OURS =
            Set.of("event-not-sent", "event-not-on-topic", "record-passed-over", "dead-letter-nobody-expected");

    private NaiveRun() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        Path root = Path.of(words.getFirst());
        Settings settings = Settings.parse(words.subList(1, words.size()));
        Path directory = root.resolve("deploy/verify/target/naive-" + settings.seed());
        Installation.clear(directory);
        try (Installation installation =
                new Installation(directory, part -> jar(root, part), settings.payableFor(), settings.smallDisks())) {
            installation.replace(Part.ORDERS, ours -> new NaiveProgram(ours, NaiveOrders.class, Ports.free()));
            installation.replace(Part.CART, ours -> new NaiveProgram(ours, NaiveReader.class, ours.port()));
            installation.configure(Part.RANKING, "SPRING_KAFKA_ENABLED", "false");
            installation.server(Part.KAFKA).start();
            declareTopics(installation.addresses().bootstrapServers());
            installation.start();
            RunReport report = without(new Run(settings, Mix.paying(settings.repeated()), installation).go());
            Path written = ReportFiles.write(report, settings.reports(), settings.name());
            System.out.printf("%d violations found: %s%n", report.violations().size(), written);
        }
    }

    /** Ours declare their own. */
    private static void declareTopics(String bootstrapServers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Topics.all().stream()
                            .map(it -> new NewTopic(it, Topics.PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static RunReport without(RunReport all) {
        List<Finding> findings = all.violations().stream()
                .filter(it -> !OF_OURS.contains(it.rule()) && !it.subject().equals("group ranking-service"))
                .toList();
        return all.with(findings);
    }

    private static Path jar(Path root, Part service) {
        try {
            return ExecutableJar.of(root.resolve(service.label())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
