package io.commercebackbone.k8s.rules;

import io.commercebackbone.k8s.manifests.Labels;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Workload;
import java.util.List;

/** How many pods may be evicted at a time. */
final class Budgets {

    private Budgets() {}

    /** Exactly one budget means its pods; it lets one of them go, so that a node can be drained, and no more. */
    static boolean keepSome(Workload workload) {
        List<Manifest> own = workload.together()
                .all("PodDisruptionBudget")
                .filter(it -> Labels.match(it.at("/spec/selector"), workload.labels()))
                .toList();
        return own.size() == 1 && own.getFirst().text("/spec/maxUnavailable").equals("1");
    }
}
