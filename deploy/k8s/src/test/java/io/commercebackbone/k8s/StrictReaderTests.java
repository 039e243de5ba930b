package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Rendered;
import io.commercebackbone.k8s.model.StrictReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrictReaderTests {

    static Stream<Rendered> everything() {
        return Overlays.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyFieldOfEveryManifestIsKnown(Rendered rendered) {
        List<String> complaints = rendered.manifests().stream()
                .flatMap(it -> StrictReader.complaint(it).stream())
                .toList();
        assertThat(complaints).isEmpty();
    }

    /** The kinds come from four libraries and from here: each refuses what it does not know, deep down too. */
    @ParameterizedTest
    @CsvSource({
        "Deployment,order-service,/spec/template/spec/containers/0/securityContext",
        "HTTPRoute,gateway,/spec/rules/0/backendRefs/0",
        "ServiceMonitor,services,/spec/endpoints/0",
        "HorizontalPodAutoscaler,gateway,/spec/metrics/0/resource",
        "NetworkPolicy,order-service,/spec/egress/0",
        "Kafka,backbone,/spec/kafka/listeners/0",
        "KafkaNodePool,brokers,/spec/storage/volumes/0",
        "KafkaUser,cart-service,/spec/authorization/acls/0/resource",
        "Cluster,orders-db,/spec/postgresql/synchronous",
        "ObjectStore,orders-db,/spec/configuration/wal",
        "ScaledObject,cart-service,/spec/triggers/0/metadata",
        "TriggerAuthentication,lag-reader,/spec/secretTargetRef/0"
    })
    void aFieldThatNobodyKnowsIsRefused(String kind, String name, String where) {
        Manifest manifest = Overlays.prod().find(kind, name).orElseThrow();
        ((ObjectNode) manifest.at(where)).put("replicaz", "1");
        assertThat(StrictReader.complaint(manifest))
                .hasValueSatisfying(it -> assertThat(it).contains("replicaz"));
    }

    @Test
    void aKindThatNobodyKnowsIsRefused() {
        Manifest manifest = Overlays.prod().find("Deployment", "gateway").orElseThrow();
        ((ObjectNode) manifest.tree()).put("kind", "Deploiment");
        assertThat(StrictReader.complaint(manifest)).isPresent();
    }

    @Test
    void whatIsSaidTwiceIsRefused(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("twice.yaml");
        Files.writeString(file, "kind: Service\nkind: Secret\n");
        assertThatThrownBy(() -> Rendered.read(file)).hasMessageContaining("twice.yaml");
    }
}
