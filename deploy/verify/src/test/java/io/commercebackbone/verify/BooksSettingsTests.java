package io.commercebackbone.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BooksSettingsTests {

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "BOOKS_ORDERS_URL", "jdbc:postgresql://localhost/orders",
            "BOOKS_ORDERS_USER", "reader",
            "BOOKS_ORDERS_PASSWORD", "secret",
            "BOOKS_PAYMENTS_URL", "jdbc:postgresql://localhost/payments",
            "BOOKS_PAYMENTS_USER", "reader",
            "BOOKS_PAYMENTS_PASSWORD", "secret",
            "BOOKS_KAFKA", "localhost:9093"));

    @Test
    void twoDatabasesAndABrokerAreEnough() {
        BooksSettings settings = BooksSettings.of(environment);

        assertThat(settings.orders().url()).isEqualTo("jdbc:postgresql://localhost/orders");
        assertThat(settings.kafka()).isEqualTo(Map.of("bootstrap.servers", "localhost:9093"));
        assertThat(settings.deliveries()).isEmpty();
        assertThat(settings.redis()).isEmpty();
        assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void namesWhatIsMissing() {
        environment.remove("BOOKS_PAYMENTS_USER");

        assertThatThrownBy(() -> BooksSettings.of(environment)).hasMessageContaining("BOOKS_PAYMENTS_USER");
    }

    @Test
    void whatElseAClientOfKafkaNeedsComesFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("client.properties"), "security.protocol=SASL_SSL\n");
        environment.put("BOOKS_KAFKA_PROPERTIES", file.toString());

        assertThat(BooksSettings.of(environment).kafka()).containsEntry("security.protocol", "SASL_SSL");
    }
}
