package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.commercebackbone.k8s.manifests.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the readiness probe asks, as the services' own settings say. */
class ReadinessTests {

    /** A neighbour or Kafka that is away must take no service out with it. */
    @ParameterizedTest
    @CsvSource({
        "order-service,db",
        "payment-service,db",
        "dataplatform-service,db",
        "ranking-service,redis",
        "cart-service,redis"
    })
    void aServiceIsReadyWhenItsOwnStoreAnswersAndAsksForNothingElse(String service, String store) throws IOException {
        JsonNode settings = settings(service);
        String included = settings.at("/management/endpoint/health/group/readiness/include")
                .asText();
        assertThat(included.split(",")).containsExactly("readinessState", store);
        assertThat(settings.at("/management/endpoint/health/probes/enabled").asBoolean())
                .isTrue();
        assertThat(settings.at("/server/shutdown").asText()).isEqualTo("graceful");
    }

    /** It routes to those that are there, and counts nothing while Redis is away. */
    @Test
    void theGatewayIsReadyByItself() throws IOException {
        JsonNode settings = settings("gateway");
        assertThat(settings.at("/management/endpoint/health/group").isMissingNode())
                .isTrue();
        assertThat(settings.at("/management/health/redis/enabled").asBoolean(true))
                .isFalse();
    }

    /** It has to be done within the time that the pod has: two phases, each as long as the service says. */
    @ParameterizedTest
    @CsvSource({"order-service", "payment-service", "ranking-service", "cart-service", "dataplatform-service", "gateway"
    })
    void aServiceStopsWithinItsGracePeriod(String service) throws IOException {
        JsonNode settings = settings(service);
        int phase = Integer.parseInt(settings.at("/spring/lifecycle/timeout-per-shutdown-phase")
                .asText()
                .replace("s", ""));
        Manifest deployment = Overlays.prod().find("Deployment", service).orElseThrow();
        int sleep = deployment
                .at("/spec/template/spec/containers/0/lifecycle/preStop/sleep/seconds")
                .asInt();
        int grace = deployment
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt();
        assertThat(grace).isGreaterThanOrEqualTo(sleep + 2 * phase);
    }

    private static JsonNode settings(String service) throws IOException {
        return new YAMLMapper()
                .readTree(Path.of("../..", service, "src/main/resources/application.yaml")
                        .toFile());
    }
}
