package io.commercebackbone.local.stack;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * What a cluster says about itself at a moment, as gauges: its logs and the disks they are on, its replicas, and how far
 * behind its groups are. Names are those of the JMX exporter on Kubernetes, and of Strimzi's Kafka Exporter for groups.
 */
final class KafkaReading {

    private static final int LEADERLESS = -1;

    private final Admin admin;
    private final ExpositionText text = new ExpositionText();

    private KafkaReading(Admin admin) {
        this.admin = admin;
    }

    /**
     * Asks the cluster; blocks as long as the client's time-outs allow.
     *
     * @throws ExecutionException if it does not answer
     */
    static ExpositionText of(Admin admin) throws ExecutionException, InterruptedException {
        KafkaReading reading = new KafkaReading(admin);
        reading.read();
        return reading.text;
    }

    private void read() throws ExecutionException, InterruptedException {
        Collection<Node> brokers = get(admin.describeCluster().nodes());
        Collection<TopicDescription> topics = get(admin.describeTopics(
                                get(admin.listTopics().names()))
                        .allTopicNames())
                .values();
        text.gauge("kafka_up", 1).gauge("kafka_controller_activebrokercount", brokers.size());
        replicas(brokers, topics);
        logs(brokers, topics);
        groups();
    }

    private void replicas(Collection<Node> brokers, Collection<TopicDescription> topics) {
        List<TopicPartitionInfo> partitions =
                topics.stream().flatMap(it -> it.partitions().stream()).toList();
        text.gauge(
                "kafka_controller_offlinepartitionscount",
                partitions.stream().filter(it -> leader(it) == LEADERLESS).count());
        for (Node broker : brokers) {
            long lacking = partitions.stream()
                    .filter(it -> leader(it) == broker.id())
                    .filter(it -> it.isr().size() < it.replicas().size())
                    .count();
            text.gauge("kafka_server_replicamanager_underreplicatedpartitions", lacking, "broker", broker.idString());
        }
    }

    private void logs(Collection<Node> brokers, Collection<TopicDescription> topics)
            throws ExecutionException, InterruptedException {
        List<Integer> ids = brokers.stream().map(Node::id).toList();
        for (var broker : get(admin.describeLogDirs(ids).allDescriptions()).entrySet()) {
            for (var directory : broker.getValue().entrySet()) {
                disk(broker.getKey().toString(), directory.getKey(), directory.getValue());
            }
        }
        for (TopicDescription topic : topics) {
            offsets("kafka_log_logstartoffset", topic, OffsetSpec.earliest());
            offsets("kafka_log_logendoffset", topic, OffsetSpec.latest());
        }
    }

    private void disk(String broker, String directory, LogDirDescription logs) {
        logs.totalBytes()
                .ifPresent(bytes ->
                        text.gauge("kafka_log_volume_total_bytes", bytes, "broker", broker, "directory", directory));
        logs.usableBytes()
                .ifPresent(bytes ->
                        text.gauge("kafka_log_volume_usable_bytes", bytes, "broker", broker, "directory", directory));
        logs.replicaInfos().forEach((partition, replica) -> {
            String[] labels = labels(broker, partition);
            text.gauge("kafka_log_size", replica.size(), labels)
                    .gauge("kafka_server_replica_lag", replica.offsetLag(), labels);
        });
    }

    /** As the leader of each partition has them. */
    private void offsets(String name, TopicDescription topic, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Integer> leaders = topic.partitions().stream()
                .filter(it -> leader(it) != LEADERLESS)
                .collect(
                        Collectors.toMap(it -> new TopicPartition(topic.name(), it.partition()), KafkaReading::leader));
        ends(leaders.keySet(), which)
                .forEach((partition, offset) ->
                        text.gauge(name, offset, labels(String.valueOf(leaders.get(partition)), partition)));
    }

    private void groups() throws ExecutionException, InterruptedException {
        List<String> names = get(
                        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
                .stream()
                .map(GroupListing::groupId)
                .toList();
        for (ConsumerGroupDescription group :
                get(admin.describeConsumerGroups(names).all()).values()) {
            text.gauge("kafka_consumergroup_members", group.members().size(), "consumergroup", group.groupId());
        }
        var specs =
                names.stream().collect(Collectors.toMap(Function.identity(), it -> new ListConsumerGroupOffsetsSpec()));
        for (var group : get(admin.listConsumerGroupOffsets(specs).all()).entrySet()) {
            lag(group.getKey(), group.getValue());
        }
    }

    private void lag(String group, Map<TopicPartition, OffsetAndMetadata> committed)
            throws ExecutionException, InterruptedException {
        ends(committed.keySet(), OffsetSpec.latest()).forEach((partition, end) -> {
            OffsetAndMetadata position = committed.get(partition);
            if (position != null) {
                text.gauge(
                        "kafka_consumergroup_lag",
                        Math.max(0, end - position.offset()),
                        "consumergroup",
                        group,
                        "topic",
                        partition.topic(),
                        "partition",
                        Integer.toString(partition.partition()));
            }
        });
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        return get(admin.listOffsets(partitions.stream().collect(Collectors.toMap(it -> it, it -> which)))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        it -> Objects.requireNonNull(it.getValue()).offset()));
    }

    private static int leader(TopicPartitionInfo partition) {
        return partition.leader() == null ? LEADERLESS : partition.leader().id();
    }

    private static String[] labels(String broker, TopicPartition partition) {
        return new String[] {
            "broker", broker, "topic", partition.topic(), "partition", Integer.toString(partition.partition())
        };
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
        return answer.get();
    }
}
