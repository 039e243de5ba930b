package io.commercebackbone.k8s.rules;

import io.commercebackbone.k8s.manifests.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pods that are alike, as network policies see them: those of a workload, and those that an operator makes.
 *
 * @param name what they are called in an edge
 */
record Pods(String name, Map<String, String> labels) {

    static List<Pods> of(Rendered rendered) {
        List<Pods> all = new ArrayList<>();
        rendered.workloads().forEach(it -> all.add(new Pods(it.name(), it.labels())));
        rendered.all("Kafka").forEach(it -> {
            all.add(strimzi(it.name(), "kafka"));
            all.add(strimzi(it.name(), "kafka-exporter"));
            all.add(strimzi(it.name(), "entity-operator"));
        });
        rendered.all("Cluster").forEach(it -> all.add(new Pods(it.name(), Map.of("cnpg.io/cluster", it.name()))));
        return all;
    }

    private static Pods strimzi(String cluster, String what) {
        String name = cluster + "-" + what;
        return new Pods(name, Map.of("strimzi.io/cluster", cluster, "strimzi.io/name", name));
    }
}
