package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.commercebackbone.k8s.manifests.Workload;

/** How old pods make way for new ones. */
final class Rollout {

    /** What a service needs to answer what is in flight and to finish the records in work: twice 20 s. */
    private static final int WORK_SECONDS = 40;

    private Rollout() {}

    /** A new pod is ready before an old one goes. What keeps its data itself cannot have that. */
    static boolean isWithoutGap(Workload workload) {
        JsonNode rolling = workload.manifest().at("/spec/strategy/rollingUpdate");
        return workload.isStateful()
                || (rolling.path("maxUnavailable").asInt(1) == 0
                        && rolling.path("maxSurge").asInt() > 0
                        && workload.manifest().at("/spec/minReadySeconds").asInt() > 0);
    }

    /** It goes on serving until nobody sends any more, and then has the time to finish; without needing a shell. */
    static boolean drains(Workload workload) {
        int grace = workload.pod().path("terminationGracePeriodSeconds").asInt();
        if (workload.isStateful()) {
            return grace >= WORK_SECONDS;
        }
        return workload.containers().stream()
                .map(it -> it.at("/lifecycle/preStop/sleep/seconds").asInt())
                .allMatch(sleep -> sleep > 0 && grace >= sleep + WORK_SECONDS);
    }
}
