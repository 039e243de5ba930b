package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Rendered;
import java.util.ArrayList;
import java.util.List;

/** What Kafka and PostgreSQL must have, whose pods their operators make. */
public final class Stores {

    private static final int COPIES = 3;
    private static final List<String> PODS =
            List.of("kafka/template/pod", "kafkaExporter/template/pod", "entityOperator/template/pod");
    private static final List<String> CONTAINERS = List.of(
            "kafka/template/kafkaContainer",
            "kafkaExporter/template/container",
            "entityOperator/template/topicOperatorContainer",
            "entityOperator/template/userOperatorContainer");

    private final Rendered rendered;
    private final List<String> violations = new ArrayList<>();

    private Stores(Rendered rendered) {
        this.rendered = rendered;
    }

    /** What is wrong; empty if nothing is. */
    public static List<String> violations(Rendered rendered) {
        Stores stores = new Stores(rendered);
        rendered.all("Kafka").forEach(stores::kafka);
        rendered.all("KafkaNodePool").forEach(stores::pool);
        rendered.all("Cluster").forEach(stores::database);
        return List.copyOf(stores.violations);
    }

    private void kafka(Manifest kafka) {
        Manifest.each(kafka.at("/spec/kafka/listeners")).forEach(it -> listener(kafka, it));
        require(kafka, kafka.at("/spec/kafka/authorization/type").isTextual(), "lets everybody do everything");
        PODS.forEach(it -> pod(kafka, kafka.at("/spec/" + it + "/securityContext")));
        CONTAINERS.forEach(it -> container(kafka, kafka.at("/spec/" + it + "/securityContext")));
        JsonNode config = kafka.at("/spec/kafka/config");
        require(kafka, !config.path("auto.create.topics.enable").asBoolean(true), "makes topics by accident");
        require(kafka, !config.path("unclean.leader.election.enable").asBoolean(true), "may elect who lacks records");
        if (rendered.isProduction()) {
            require(kafka, config.path("default.replication.factor").asInt() == COPIES, "keeps too few copies");
            require(kafka, config.path("offsets.topic.replication.factor").asInt() == COPIES, "may lose offsets");
            require(kafka, config.path("min.insync.replicas").asInt() == 2, "acknowledges what one broker has");
            require(kafka, hasPool("controller") && hasPool("broker"), "has no pools of three");
        }
    }

    private void listener(Manifest kafka, JsonNode listener) {
        require(kafka, listener.path("tls").asBoolean(), "listens without TLS");
        require(kafka, listener.at("/authentication/type").isTextual(), "lets in who does not say who he is");
        require(kafka, !listener.path("networkPolicyPeers").isEmpty(), "has the operator let everybody in");
    }

    private void pod(Manifest kafka, JsonNode context) {
        require(kafka, context.path("runAsNonRoot").asBoolean(), "may run as root");
        require(kafka, context.at("/seccompProfile/type").isTextual(), "filters no system calls");
    }

    private void container(Manifest kafka, JsonNode context) {
        require(kafka, !context.path("allowPrivilegeEscalation").asBoolean(true), "may gain privileges");
        require(kafka, context.at("/capabilities/drop/0").asText().equals("ALL"), "has capabilities");
    }

    private boolean hasPool(String role) {
        return rendered.all("KafkaNodePool")
                .anyMatch(it -> it.at("/spec/roles/0").asText().equals(role)
                        && it.at("/spec/replicas").asInt() >= COPIES);
    }

    private void pool(Manifest pool) {
        for (JsonNode volume : Manifest.each(pool.at("/spec/storage/volumes"))) {
            require(pool, volume.path("type").asText().equals("persistent-claim"), "forgets when it restarts");
            require(pool, !volume.path("deleteClaim").asBoolean(true), "deletes its disk with itself");
        }
        require(pool, pool.at("/spec/resources/limits/memory").isTextual(), "asks for no resources");
    }

    private void database(Manifest cluster) {
        require(cluster, !cluster.at("/spec/enableSuperuserAccess").asBoolean(true), "has a superuser with a password");
        require(cluster, cluster.at("/spec/enablePDB").asBoolean(), "has no budget");
        require(cluster, cluster.at("/spec/seccompProfile/type").isTextual(), "filters no system calls");
        require(cluster, cluster.at("/spec/resources/limits/memory").isTextual(), "asks for no resources");
        require(cluster, cluster.at("/spec/affinity/enablePodAntiAffinity").asBoolean(), "may be all on one host");
        if (rendered.isProduction()) {
            require(cluster, cluster.at("/spec/instances").asInt() >= COPIES, "has too few instances");
            JsonNode synchronous = cluster.at("/spec/postgresql/synchronous");
            require(cluster, synchronous.path("number").asInt() > 0, "loses commits with its primary");
            require(cluster, isBackedUp(cluster.name()), "has no backups");
        }
    }

    /** The registry's can be filled again from the schemas. */
    private boolean isBackedUp(String cluster) {
        if (cluster.equals("registry-db")) {
            return true;
        }
        boolean nightly = rendered.all("ScheduledBackup")
                .anyMatch(it -> it.text("/spec/cluster/name").equals(cluster));
        boolean always = rendered.find("Cluster", cluster).stream()
                .flatMap(it -> Manifest.each(it.at("/spec/plugins")).stream())
                .anyMatch(it -> it.path("isWALArchiver").asBoolean());
        return nightly && always && rendered.find("ObjectStore", cluster).isPresent();
    }

    private void require(Manifest manifest, boolean holds, String otherwise) {
        if (!holds) {
            violations.add(manifest.title() + " " + otherwise);
        }
    }
}
