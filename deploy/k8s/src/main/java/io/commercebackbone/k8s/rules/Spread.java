package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.commercebackbone.k8s.manifests.Labels;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Workload;

/** Whether pods of a workload keep apart. */
final class Spread {

    private Spread() {}

    static boolean isOverHosts(Workload workload) {
        return Manifest.each(workload.pod().path("topologySpreadConstraints")).stream()
                .filter(it -> it.path("topologyKey").asText().equals("kubernetes.io/hostname"))
                .anyMatch(it -> isAboutItself(it, workload));
    }

    /** It selects its own pods and no others; and Kubernetes takes no key as both selector and key. */
    private static boolean isAboutItself(JsonNode constraint, Workload workload) {
        JsonNode selector = constraint.path("labelSelector");
        boolean foreign = workload.together().workloads().stream()
                .anyMatch(it -> !it.name().equals(workload.name()) && Labels.match(selector, it.labels()));
        boolean twice = Manifest.each(constraint.path("matchLabelKeys")).stream()
                .anyMatch(it -> selector.path("matchLabels").has(it.asText()));
        return Labels.match(selector, workload.labels()) && !foreign && !twice;
    }
}
