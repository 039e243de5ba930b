package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.commercebackbone.k8s.manifests.Rendered;
import io.commercebackbone.k8s.rules.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTests {

    @Test
    void productionHasTheListedEdgesAndNoOthers() throws IOException {
        assertThat(Network.edges(Overlays.prod())).containsExactlyElementsOf(listed());
        assertThat(Network.violations(Overlays.prod())).isEmpty();
    }

    @Test
    void developmentHasNoEdgeThatProductionDoesNotHave() throws IOException {
        assertThat(listed()).containsAll(Network.edges(Overlays.dev()));
        assertThat(Network.violations(Overlays.dev())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "order-service,egress,only its end allows order-service -> payment-service 8080",
        "order-service,ingress,only its beginning allows gateway -> order-service 8080"
    })
    void anEdgeThatOneEndDoesNotAllowIsFound(String policy, String direction, String violation) {
        Rendered prod = Overlays.prod();
        ((ObjectNode) prod.find("NetworkPolicy", policy).orElseThrow().at("/spec")).remove(direction);
        assertThat(Network.violations(prod)).contains(violation);
    }

    @Test
    void anOpenNamespaceIsFound() {
        Rendered prod = Overlays.prod();
        ((ObjectNode) prod.find("NetworkPolicy", "default-deny").orElseThrow().at("/spec"))
                .putArray("egress")
                .addObject();
        assertThat(Network.violations(prod)).contains("what is not allowed is not forbidden");
        assertThat(Network.edges(prod)).contains("cart-service -> anywhere *");
    }

    private static Set<String> listed() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("edges.txt"));
        return new TreeSet<>(lines.stream()
                .filter(it -> !it.isBlank() && !it.startsWith("#"))
                .toList());
    }
}
