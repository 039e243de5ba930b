package io.commercebackbone.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

class TargetTests {

    /** Apache's client says it so when a call is ended after it got its place in the pool and before it connects. */
    @Test
    void aCallThatIsEndedBetweenTwoStepsOfTheClientFindsTheTargetUnavailable() {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("thing");
        Target target = new Target(
                "thing",
                new Binder(new MapConfigurationPropertySource(Map.of("thing.url", "http://localhost")))
                        .bind("thing", CallProperties.class)
                        .get(),
                RestClient.builder()
                        .requestFactory((uri, method) -> {
                            throw new IllegalStateException("Endpoint not acquired / already released");
                        })
                        .build(),
                JsonMapper.shared(),
                breaker,
                Bulkhead.ofDefaults("asking"),
                Bulkhead.ofDefaults("telling"));

        assertThatExceptionOfType(ServiceUnavailable.class)
                .isThrownBy(() -> target.call(
                        HttpMethod.GET, target.at("/thing"), headers -> {}, null, Target.bodyAs(String.class)));
        assertThatExceptionOfType(ServiceUnavailable.class)
                .isThrownBy(() -> target.tell(target.at("/thing"), headers -> {}, "told"));
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
    }
}
