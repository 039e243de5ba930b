package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Rendered;
import io.commercebackbone.k8s.manifests.Workload;
import java.util.List;
import java.util.stream.Stream;

/** What scales the services in production, and how far. */
public final class Scaling {

    private Scaling() {}

    /** What is wrong; empty if nothing is. */
    public static List<String> violations(Rendered rendered) {
        Stream<String> unscaled = rendered.workloads().stream()
                .filter(it -> rendered.isProduction() && it.isService())
                .filter(it -> it.scalers().count() != 1)
                .map(it -> it.manifest().title() + " is not scaled by exactly one");
        Stream<String> aimless = rendered.manifests().stream()
                .filter(it -> it.is("ScaledObject") || it.is("HorizontalPodAutoscaler"))
                .filter(it -> rendered.workloads().stream().noneMatch(workload -> isTarget(it, workload)))
                .map(it -> it.title() + " scales nothing");
        Stream<String> wrong = rendered.all("ScaledObject").flatMap(it -> violations(it, rendered));
        return Stream.of(unscaled, aimless, wrong).flatMap(it -> it).toList();
    }

    private static boolean isTarget(Manifest scaler, Workload workload) {
        return workload.name().equals(scaler.text("/spec/scaleTargetRef/name"));
    }

    private static Stream<String> violations(Manifest scaled, Rendered rendered) {
        int most = scaled.at("/spec/maxReplicaCount").asInt(Integer.MAX_VALUE);
        Stream<String> beyond = Manifest.each(scaled.at("/spec/triggers")).stream()
                .map(it -> it.at("/metadata/topic").asText())
                .filter(topic -> partitions(rendered, topic) < most)
                .map(topic -> scaled.title() + " has more consumers than partitions of " + topic);
        JsonNode fallback = scaled.at("/spec/fallback");
        boolean blind = fallback.path("replicas").asInt()
                        < scaled.at("/spec/minReplicaCount").asInt()
                || fallback.path("failureThreshold").asInt() == 0;
        return Stream.concat(
                beyond,
                blind ? Stream.of(scaled.title() + " does not know what to do without the lag") : Stream.empty());
    }

    private static int partitions(Rendered rendered, String topic) {
        return rendered.find("KafkaTopic", topic)
                .map(it -> it.at("/spec/partitions").asInt())
                .orElse(0);
    }
}
