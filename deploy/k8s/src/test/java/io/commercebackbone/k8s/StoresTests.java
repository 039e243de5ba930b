package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.commercebackbone.events.Topics;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Rendered;
import io.commercebackbone.k8s.rules.KafkaRights;
import io.commercebackbone.k8s.rules.Scaling;
import io.commercebackbone.k8s.rules.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoresTests {

    static Stream<Rendered> whole() {
        return Overlays.whole().stream();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void kafkaAndTheDatabasesAreProtectedAndLastAsLongAsTheyMust(Rendered rendered) {
        assertThat(Stores.violations(rendered)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Kafka,backbone,/spec/kafka/listeners/0,tls",
        "Kafka,backbone,/spec/kafka/listeners/0,authentication",
        "Kafka,backbone,/spec/kafka/listeners/0,networkPolicyPeers",
        "Kafka,backbone,/spec/kafka,authorization",
        "Kafka,backbone,/spec/kafka/config,min.insync.replicas",
        "Kafka,backbone,/spec/kafkaExporter/template/pod,securityContext",
        "Kafka,backbone,/spec/kafkaExporter/template/container,securityContext",
        "KafkaNodePool,brokers,/spec,replicas",
        "KafkaNodePool,brokers,/spec/storage/volumes/0,deleteClaim",
        "Cluster,orders-db,/spec/postgresql,synchronous",
        "Cluster,payments-db,/spec,plugins",
        "Cluster,orders-db,/spec,instances"
    })
    void whatIsTakenAwayIsMissed(String kind, String name, String where, String field) {
        Rendered prod = Overlays.prod();
        ((ObjectNode) prod.find(kind, name).orElseThrow().at(where)).remove(field);
        assertThat(Stores.violations(prod)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void topicsAreThoseOfTheContracts(Rendered rendered) {
        int copies = rendered.isProduction() ? 3 : 1;
        assertThat(rendered.all("KafkaTopic").map(Manifest::name)).containsExactlyInAnyOrderElementsOf(Topics.all());
        assertThat(rendered.all("KafkaTopic")).allSatisfy(it -> {
            assertThat(it.at("/spec/partitions").asInt()).isEqualTo(Topics.PARTITIONS);
            assertThat(it.at("/spec/replicas").asInt()).isEqualTo(copies);
            assertThat(it.at("/spec/config").path("min.insync.replicas").asInt())
                    .isEqualTo(copies > 1 ? 2 : 1);
        });
    }

    @ParameterizedTest
    @MethodSource("whole")
    void servicesMayDoInKafkaWhatIsListedAndNothingElse(Rendered rendered) throws IOException {
        Set<String> needed = new TreeSet<>();
        List<String> lines = Files.readAllLines(Path.of("../kafka/acls.csv"));
        lines.stream()
                .skip(1)
                .map(it -> it.split(",", -1))
                .forEach(it -> KafkaRights.needed(it[0], it[1], it[2]).forEach(needed::add));
        assertThat(KafkaRights.granted(rendered))
                .filteredOn(it -> !it.startsWith("lag-reader "))
                .containsExactlyElementsOf(needed);
    }

    @Test
    void whoReadsTheLagMayLookAndNothingElse() {
        assertThat(KafkaRights.granted(Overlays.prod()))
                .filteredOn(it -> it.startsWith("lag-reader "))
                .isNotEmpty()
                .allMatch(it -> it.startsWith("lag-reader Describe "));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void consumersAreNeverMoreThanPartitions(Rendered rendered) {
        assertThat(Scaling.violations(rendered)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ScaledObject,maxReplicaCount,4", "ScaledObject,fallback,", "HorizontalPodAutoscaler,scaleTargetRef,"})
    void wrongScalingIsFound(String kind, String field, String value) {
        Rendered prod = Overlays.prod();
        ObjectNode spec = (ObjectNode) prod.all(kind).findFirst().orElseThrow().at("/spec");
        if (value == null) {
            spec.remove(field);
        } else {
            spec.put(field, Integer.parseInt(value));
        }
        assertThat(Scaling.violations(prod)).isNotEmpty();
    }
}
