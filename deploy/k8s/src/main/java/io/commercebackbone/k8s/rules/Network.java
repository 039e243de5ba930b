package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.commercebackbone.k8s.manifests.Labels;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may connect to whom, as all network policies together say: {@code from -> to port}. */
public final class Network {

    private static final String ROLE = "commerce-backbone/role";

    private final Rendered rendered;
    private final List<Pods> pods;

    private Network(Rendered rendered) {
        this.rendered = rendered;
        this.pods = Pods.of(rendered);
    }

    /** Edges that both ends allow, and those to and from the outside of the namespace. */
    public static Set<String> edges(Rendered rendered) {
        Network network = new Network(rendered);
        Set<String> edges = new TreeSet<>(network.out());
        Set<String> in = network.in();
        edges.removeIf(it -> network.isInside(it) && !in.contains(it));
        in.stream().filter(it -> !network.isInside(it)).forEach(edges::add);
        return edges;
    }

    /** What only one end allows, and pods to which something is not forbidden by default. */
    public static List<String> violations(Rendered rendered) {
        Network network = new Network(rendered);
        List<String> violations = new ArrayList<>();
        Set<String> out = network.out();
        Set<String> in = network.in();
        out.stream()
                .filter(it -> network.isInside(it) && !in.contains(it))
                .forEach(it -> violations.add("only its beginning allows " + it));
        in.stream()
                .filter(it -> network.isInside(it) && !out.contains(it))
                .forEach(it -> violations.add("only its end allows " + it));
        if (rendered.all("NetworkPolicy").noneMatch(Network::deniesAll)) {
            violations.add("what is not allowed is not forbidden");
        }
        return violations;
    }

    private static boolean deniesAll(Manifest policy) {
        return policy.at("/spec/podSelector").isEmpty()
                && policy.at("/spec/policyTypes").size() == 2
                && policy.at("/spec/ingress").isMissingNode()
                && policy.at("/spec/egress").isMissingNode();
    }

    private boolean isInside(String edge) {
        String[] ends = edge.split(" ", -1);
        return isPod(ends[0]) && isPod(ends[2]);
    }

    private boolean isPod(String name) {
        return pods.stream().anyMatch(it -> it.name().equals(name));
    }

    private Set<String> out() {
        Set<String> edges = new TreeSet<>();
        rendered.all("NetworkPolicy")
                .forEach(policy -> rules(policy, "/spec/egress")
                        .forEach(rule -> selected(policy)
                                .forEach(from -> ends(rule.path("to"))
                                        .forEach(to -> ports(rule).forEach(port -> edges.add(edge(from, to, port)))))));
        return edges;
    }

    private Set<String> in() {
        Set<String> edges = new TreeSet<>();
        rendered.all("NetworkPolicy")
                .forEach(policy -> rules(policy, "/spec/ingress")
                        .forEach(rule -> selected(policy)
                                .forEach(to -> ends(rule.path("from"))
                                        .forEach(from ->
                                                ports(rule).forEach(port -> edges.add(edge(from, to, port)))))));
        rendered.all("Kafka")
                .forEach(kafka -> Manifest.each(kafka.at("/spec/kafka/listeners"))
                        .forEach(listener -> ends(listener.path("networkPolicyPeers"))
                                .forEach(from -> edges.add(edge(
                                        from,
                                        kafka.name() + "-kafka",
                                        listener.path("port").asText())))));
        return edges;
    }

    private static String edge(String from, String to, String port) {
        return from + " -> " + to + " " + port;
    }

    private static List<JsonNode> rules(Manifest policy, String pointer) {
        return Manifest.each(policy.at(pointer));
    }

    /** A policy for all pods is one for each. */
    private List<String> selected(Manifest policy) {
        JsonNode selector = policy.at("/spec/podSelector");
        return pods.stream()
                .filter(it -> Labels.match(selector, it.labels()))
                .map(Pods::name)
                .toList();
    }

    private List<String> ends(JsonNode peers) {
        return peers.isEmpty()
                ? List.of("anywhere")
                : Manifest.each(peers).stream().flatMap(this::end).toList();
    }

    private Stream<String> end(JsonNode peer) {
        if (peer.has("ipBlock")) {
            return Stream.of(peer.at("/ipBlock/cidr").asText());
        }
        JsonNode namespace = peer.path("namespaceSelector");
        if (namespace.isMissingNode()) {
            return pods.stream()
                    .filter(it -> Labels.match(peer.path("podSelector"), it.labels()))
                    .map(Pods::name);
        }
        JsonNode labels = namespace.path("matchLabels");
        String role = labels.path(ROLE)
                .asText(labels.path("kubernetes.io/metadata.name").asText("*"));
        return Stream.of("[" + role + "]");
    }

    private static Stream<String> ports(JsonNode rule) {
        JsonNode ports = rule.path("ports");
        return ports.isEmpty()
                ? Stream.of("*")
                : Manifest.each(ports).stream().map(it -> it.path("port").asText());
    }
}
