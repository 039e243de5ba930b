package io.commercebackbone.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTests {

    @Test
    void aShareOfTheCallsIsNotSlowerThanItsPercentile() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 2_000; i++) {
            latencies.add(i * 1_000_000L);
        }

        assertThat(latencies.millis(0.5)).isEqualTo(1_000);
        assertThat(latencies.millis(0.99)).isEqualTo(1_980);
        assertThat(new Latencies().millis(0.5)).isZero();
    }

    @Test
    void ratiosAndDifferencesAreTakenPairByPair() {
        Figure ratio = Figure.of(50, 90, 40).dividedBy(Figure.of(100, 100, 50));

        assertThat(ratio.values()).containsExactly(0.5, 0.9, 0.8);
        assertThat(ratio.show(1)).isEqualTo("0.8 (0.5 … 0.9)");
        assertThat(Figure.of(2, 4).meanWith(Figure.of(4, 10)).values()).containsExactly(3.0, 7.0);
        assertThat(Figure.of(5, 9, 4).minus(Figure.of(1, 2, 3)).values()).containsExactly(4.0, 7.0, 1.0);
    }

    @Test
    void thePlatformCountsWhatItTakesAndNotWhatItRefuses() throws Exception {
        try (Platform platform = new Platform(1_000_000);
                Connection connection = new Connection(platform.port())) {
            byte[] call = Connection.request("POST", "/v1/payments", "", "{}");
            assertThat(connection.send(call).status()).isEqualTo(200);
            platform.answer(503);

            assertThat(connection.send(call).status()).isEqualTo(503);
            assertThat(connection.send(call).status()).isEqualTo(503);
            assertThat(platform.taken()).isEqualTo(1);
        }
    }

    @Test
    void readsTheStatusOfTheStack() {
        Stack.Entry entry = Stack.Entry.parse("order-service             7284   8081 up");

        assertThat(entry).isEqualTo(new Stack.Entry("order-service", 7284, 8081, "up"));
        assertThatThrownBy(() -> Stack.Entry.parse("?")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatItCanMeasureWhenAskedForSomethingElse() {
        assertThat(Settings.parse(List.of()).scenarios()).isEqualTo(Settings.ALL);
        assertThat(Settings.parse(List.of("relay", "--pairs", "2")))
                .isEqualTo(new Settings(List.of("relay"), 2, 8, 60, 100_000));
        assertThatThrownBy(() -> Settings.parse(List.of("speed")))
                .hasMessageContaining("orders, coupons, payments, relay");
        assertThatThrownBy(() -> Settings.parse(List.of("--pairs", "0"))).hasMessageContaining("positive");
    }
}
