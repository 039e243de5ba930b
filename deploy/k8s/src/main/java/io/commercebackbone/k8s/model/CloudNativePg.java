package io.commercebackbone.k8s.model;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of CloudNativePG and its Barman plugin, as far as they are used here. No library has them as types. */
final class CloudNativePg {

    private CloudNativePg() {}

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

    record ClusterSpec(
            int instances,
            CatalogRef imageCatalogRef,
            boolean enableSuperuserAccess,
            String primaryUpdateStrategy,
            String primaryUpdateMethod,
            boolean enablePDB,
            Postgresql postgresql,
            Bootstrap bootstrap,
            Storage storage,
            Storage walStorage,
            ResourceRequirements resources,
            SeccompProfile seccompProfile,
            Affinity affinity,
            List<TopologySpreadConstraint> topologySpreadConstraints,
            @Nullable List<Plugin> plugins) {}

    record CatalogRef(String apiGroup, String kind, String name, int major) {}

    record Postgresql(@Nullable Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(String method, int number, String dataDurability) {}

    record Bootstrap(InitDb initdb) {}

    record InitDb(String database, String owner) {}

    record Storage(String size) {}

    record Affinity(boolean enablePodAntiAffinity, String podAntiAffinityType, String topologyKey) {}

    record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, ScheduledBackupSpec spec) {}

    record ScheduledBackupSpec(
            String schedule,
            boolean immediate,
            String backupOwnerReference,
            Named cluster,
            String method,
            Named pluginConfiguration) {}

    record Named(String name) {}

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, ObjectStoreSpec spec) {}

    record ObjectStoreSpec(String retentionPolicy, StoreConfiguration configuration) {}

    record StoreConfiguration(String destinationPath, S3Credentials s3Credentials, Compressed wal, Compressed data) {}

    record S3Credentials(SecretKeySelector accessKeyId, SecretKeySelector secretAccessKey) {}

    record Compressed(String compression) {}
}
