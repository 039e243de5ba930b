package io.commercebackbone.k8s.rules;

import io.commercebackbone.k8s.manifests.Workload;

/** Under which service account pods run. */
final class Accounts {

    private Accounts() {}

    static boolean isOwnAndTokenless(Workload workload) {
        String account = workload.pod().path("serviceAccountName").asText();
        boolean shared = workload.together().workloads().stream()
                .anyMatch(it -> !it.name().equals(workload.name())
                        && it.pod().path("serviceAccountName").asText().equals(account));
        return !shared
                && !workload.pod().path("automountServiceAccountToken").asBoolean(true)
                && workload.together()
                        .find("ServiceAccount", account)
                        .filter(it -> !it.at("/automountServiceAccountToken").asBoolean(true))
                        .isPresent();
    }
}
