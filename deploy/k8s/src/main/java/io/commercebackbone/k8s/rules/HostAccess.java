package io.commercebackbone.k8s.rules;

import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Workload;
import java.util.List;

/** The host's network, processes and files. */
final class HostAccess {

    private static final List<String> SHARED = List.of("hostNetwork", "hostPID", "hostIPC");

    private HostAccess() {}

    static boolean isNone(Workload workload) {
        return SHARED.stream().noneMatch(it -> workload.pod().path(it).asBoolean())
                && Manifest.each(workload.pod().path("volumes")).stream().noneMatch(it -> it.has("hostPath"))
                && workload.allContainers().stream()
                        .flatMap(it -> Manifest.each(it.path("ports")).stream())
                        .noneMatch(it -> it.has("hostPort"));
    }
}
