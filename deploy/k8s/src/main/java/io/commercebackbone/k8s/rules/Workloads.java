package io.commercebackbone.k8s.rules;

import io.commercebackbone.k8s.manifests.Rendered;
import io.commercebackbone.k8s.manifests.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The rules about everything that pods are made from. */
public final class Workloads {

    private Workloads() {}

    /** What is missing where; empty if nothing is. */
    public static List<String> violations(Rendered rendered) {
        return rendered.workloads().stream().flatMap(Workloads::violations).toList();
    }

    private static Stream<String> violations(Workload workload) {
        return Arrays.stream(WorkloadProperty.values())
                .filter(it -> !it.holdsFor(workload))
                .map(it -> workload.manifest().title() + " lacks " + it);
    }
}
