package io.commercebackbone.verify.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * On how many brokers topics have to be.
 *
 * @param copies of each partition, all of them in sync
 * @param needed of these, for a record to count as written
 */
record Copies(int copies, int needed) {

    /** Every topic of the cluster, Kafka's own included: its name, and what of it is otherwise; empty if nothing is. */
    Map<String, List<String>> differences(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, List<String>> differences = new TreeMap<>();
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        var settings = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all()
                .get();
        for (var topic : admin.describeTopics(names).allTopicNames().get().values()) {
            Config config = settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            differences.put(topic.name(), differences(topic, Objects.requireNonNull(config)));
        }
        return differences;
    }

    List<String> differences(TopicDescription topic, Config config) {
        List<String> differences = new ArrayList<>();
        String least = config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value();
        if (!Integer.toString(needed).equals(least)) {
            differences.add(least + " copies count as written, not " + needed);
        }
        return Stream.concat(differences.stream(), topic.partitions().stream().flatMap(this::differences))
                .toList();
    }

    private Stream<String> differences(TopicPartitionInfo partition) {
        int all = partition.replicas().size();
        int inSync = partition.isr().size();
        return all == copies && inSync == copies
                ? Stream.of()
                : Stream.of(
                        "partition %d has %d copies, %d of them in sync".formatted(partition.partition(), all, inSync));
    }
}
