package io.commercebackbone.verify;

import io.commercebackbone.verify.parts.Database;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Which installation's books are to be checked.
 *
 * @param orders order-service's database
 * @param payments payment-service's database
 * @param deliveries dataplatform-service's database, if its log is to be checked, too
 * @param kafka how a client reaches the broker
 * @param redis where ranking-service keeps its scores, if they are to be counted, too
 * @param patience how long something under way may take to settle
 * @param grace how long after its time something may still be open
 */
record BooksSettings(
        Database orders,
        Database payments,
        Optional<Database> deliveries,
        Map<String, Object> kafka,
        Optional<String> redis,
        Duration patience,
        Duration grace) {

    static final String USAGE = """
        usage: deploy/verify/books, with its settings in the environment:
          BOOKS_ORDERS_URL, _USER, _PASSWORD        order-service's database, as jdbc:postgresql://…; a role that reads is enough
          BOOKS_PAYMENTS_URL, _USER, _PASSWORD      payment-service's database
          BOOKS_DELIVERIES_URL, _USER, _PASSWORD    dataplatform-service's database; left out if not given
          BOOKS_KAFKA                               bootstrap servers
          BOOKS_KAFKA_PROPERTIES                    a file with what else a client needs; none if not given
          BOOKS_REDIS                               redis://… of ranking-service; left out if not given
          BOOKS_PATIENCE_SECONDS                    how long something under way may take to settle; 60
          BOOKS_GRACE_SECONDS                       how long after its time something may be open; 60
        ends with 0 if nothing differs, 1 if something does, 2 if it could not look\
        """;

    private static final String A_MINUTE = "60";

    /**
     * Reads them.
     *
     * @param environment by name
     * @throws IllegalArgumentException with what is missing
     */
    static BooksSettings of(Map<String, String> environment) {
        return new BooksSettings(
                database(environment, "ORDERS").orElseThrow(() -> missing("BOOKS_ORDERS_URL")),
                database(environment, "PAYMENTS").orElseThrow(() -> missing("BOOKS_PAYMENTS_URL")),
                database(environment, "DELIVERIES"),
                kafka(environment),
                Optional.ofNullable(environment.get("BOOKS_REDIS")),
                seconds(environment, "BOOKS_PATIENCE_SECONDS"),
                seconds(environment, "BOOKS_GRACE_SECONDS"));
    }

    private static Optional<Database> database(Map<String, String> environment, String name) {
        Function<String, String> required =
                variable -> Optional.ofNullable(environment.get(variable)).orElseThrow(() -> missing(variable));
        return Optional.ofNullable(environment.get("BOOKS_" + name + "_URL"))
                .map(url -> new Database(
                        url, required.apply("BOOKS_" + name + "_USER"), required.apply("BOOKS_" + name + "_PASSWORD")));
    }

    private static Map<String, Object> kafka(Map<String, String> environment) {
        Map<String, Object> settings = new HashMap<>();
        String file = environment.get("BOOKS_KAFKA_PROPERTIES");
        if (file != null) {
            Properties read = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                read.load(reader);
            } catch (IOException e) {
                throw new IllegalArgumentException("BOOKS_KAFKA_PROPERTIES cannot be read: " + e.getMessage(), e);
            }
            read.forEach((name, value) -> settings.put(name.toString(), value));
        }
        String servers = environment.get("BOOKS_KAFKA");
        if (servers == null) {
            throw missing("BOOKS_KAFKA");
        }
        settings.put("bootstrap.servers", servers);
        return settings;
    }

    private static Duration seconds(Map<String, String> environment, String variable) {
        return Duration.ofSeconds(Long.parseLong(environment.getOrDefault(variable, A_MINUTE)));
    }

    private static IllegalArgumentException missing(String variable) {
        return new IllegalArgumentException(variable + " is not set");
    }
}
