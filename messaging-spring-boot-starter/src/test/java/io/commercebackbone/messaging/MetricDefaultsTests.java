package io.commercebackbone.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.PropertiesMeterFilter;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/** What of the metrics that libraries offer a service shows unless it is told otherwise. */
class MetricDefaultsTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void applyDefaults() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new ResourcePropertySource("defaults", "classpath:backbone-defaults.properties"));
        MetricsProperties properties = new Binder(ConfigurationPropertySources.get(environment))
                .bindOrCreate("management.metrics", MetricsProperties.class);
        registry.config().meterFilter(new PropertiesMeterFilter(properties));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.consumer.fetch.manager.records.lag, true",
        "kafka.consumer.fetch.manager.records.lag.max, true",
        "kafka.consumer.fetch.manager.records.lag.avg, false",
        "kafka.consumer.fetch.manager.records.lead, false",
        "kafka.producer.record.retry.total, true",
        "kafka.producer.node.request.total, false",
        "lettuce.command.completion, true",
        "lettuce.command.firstresponse, false",
        "orders.placed, true"
    })
    void showsWhatIsDocumented(String name, boolean shown) {
        registry.counter(name);

        assertThat(registry.find(name).meter() != null).isEqualTo(shown);
    }

    @Test
    void tellsHowManyRequestsWereSlow() {
        registry.timer("http.server.requests").record(Duration.ofMillis(7));

        assertThat(registry.get("http.server.requests").timer().takeSnapshot().histogramCounts())
                .hasSize(11);
    }
}
