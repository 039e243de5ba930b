package io.commercebackbone.k8s.rules;

import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Workload;
import java.util.List;

/** How many pods there are at least. */
final class Replicas {

    private static final String SINGLE = "commerce-backbone/single";

    private Replicas() {}

    /** Elsewhere than in production one will do. */
    static boolean areEnough(Workload workload) {
        return !workload.together().isProduction() || isSingleForAReason(workload) || least(workload) >= 2;
    }

    private static boolean isSingleForAReason(Workload workload) {
        return workload.isStateful()
                && !workload.manifest().at("/spec/volumeClaimTemplates").isEmpty()
                && !workload.manifest()
                        .at("/metadata/annotations")
                        .path(SINGLE)
                        .asText()
                        .isBlank();
    }

    /** Who scales it decides; a number beside that would be set back by every apply. */
    private static int least(Workload workload) {
        List<Manifest> scalers = workload.scalers().toList();
        boolean fixed = workload.manifest().at("/spec/replicas").isNumber();
        if (scalers.isEmpty()) {
            return workload.manifest().at("/spec/replicas").asInt();
        }
        if (scalers.size() > 1 || fixed) {
            return 0;
        }
        Manifest scaler = scalers.getFirst();
        return scaler.at(scaler.is("ScaledObject") ? "/spec/minReplicaCount" : "/spec/minReplicas")
                .asInt();
    }
}
