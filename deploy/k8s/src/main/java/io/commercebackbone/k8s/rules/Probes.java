package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;

/** How Kubernetes asks a container how it is. */
final class Probes {

    private Probes() {}

    static boolean exists(JsonNode probe) {
        return probe.path("httpGet").path("path").isTextual()
                || probe.path("tcpSocket").has("port")
                || probe.path("grpc").has("port");
    }

    /** Over HTTP they are different questions; a port that accepts connections answers only one. */
    static boolean tellReadyFromAlive(JsonNode container) {
        JsonNode ready = container.at("/readinessProbe/httpGet/path");
        JsonNode alive = container.at("/livenessProbe/httpGet/path");
        return (ready.isMissingNode() && alive.isMissingNode())
                || (ready.isTextual() && alive.isTextual() && !ready.equals(alive));
    }
}
