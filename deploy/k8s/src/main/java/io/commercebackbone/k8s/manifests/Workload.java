package io.commercebackbone.k8s.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What pods are made from: a Deployment, a StatefulSet, a Job or anything else with a pod's template.
 *
 * @param template the pod's template
 * @param together what it is applied with
 */
public record Workload(Manifest manifest, JsonNode template, Rendered together) {

    private static final List<String> TEMPLATES = List.of("/spec/template", "/spec/jobTemplate/spec/template");

    static Optional<Workload> of(Manifest manifest, Rendered together) {
        return TEMPLATES.stream()
                .map(manifest::at)
                .filter(it -> it.at("/spec/containers").isArray())
                .map(it -> new Workload(manifest, it, together))
                .findFirst();
    }

    public String name() {
        return manifest.name();
    }

    /** The pod's specification. */
    public JsonNode pod() {
        return template.path("spec");
    }

    public Map<String, String> labels() {
        return Manifest.texts(template.at("/metadata/labels"));
    }

    /** Those that run beside each other. */
    public List<JsonNode> containers() {
        return Manifest.each(pod().path("containers"));
    }

    /** Those that run before the others, too. */
    public List<JsonNode> allContainers() {
        List<JsonNode> all = new ArrayList<>(containers());
        all.addAll(Manifest.each(pod().path("initContainers")));
        return all;
    }

    /** Whether it is one of the suite's services. */
    public boolean isService() {
        return "service".equals(labels().get("app.kubernetes.io/component"));
    }

    /** Whether it keeps its data itself. */
    public boolean isStateful() {
        return manifest.is("StatefulSet");
    }

    /** What scales it, instead of a number of its own. */
    public Stream<Manifest> scalers() {
        return together.manifests().stream()
                .filter(it -> it.is("HorizontalPodAutoscaler") || it.is("ScaledObject"))
                .filter(it -> it.text("/spec/scaleTargetRef/name").equals(name()));
    }
}
