package io.commercebackbone.verify.images;

import io.commercebackbone.verify.observe.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Asks Kafka and Prometheus of an installation in containers whether they have what they should. Ends with 0 if nothing is
 * wrong, 1 if something is.
 */
public final class ImagesCommand {

    /** What {@code deploy/compose} has: three brokers, as in production. */
    private static final Copies COPIES = new Copies(3, 2);

    /** A target is asked every 10 s, and a rate needs some values. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private ImagesCommand() {}

    /** @param arguments the project's directory, Kafka's bootstrap servers, Prometheus' address */
    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        boolean right = copies(arguments[1]);
        Look look = Look.at(arguments[2], Path.of(arguments[0]).resolve("deploy/observe"), PATIENCE);
        look.seen().forEach(System.out::println);
        look.wrong().forEach(it -> System.out.println("wrong: " + it));
        System.exit(right && look.wrong().isEmpty() ? 0 : 1);
    }

    private static boolean copies(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Map<String, List<String>> differences = COPIES.differences(admin);
            differences.forEach((topic, all) -> all.forEach(it -> System.out.println("wrong: " + topic + ": " + it)));
            System.out.printf(
                    "%d topics, %d of them on %d brokers, of which %d must have a record%n",
                    differences.size(),
                    differences.values().stream().filter(List::isEmpty).count(),
                    COPIES.copies(),
                    COPIES.needed());
            return differences.values().stream().allMatch(List::isEmpty);
        }
    }
}
