package io.commercebackbone.verify.check;

import io.commercebackbone.events.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far every group is in every partition of its topics. */
public final class Positions implements AutoCloseable {

    /** Which service reads what, as its canvas says. */
    static final Map<String, List<String>> READS = Map.of(
            "order-service", List.of(Topics.PAYMENT_COMPLETED, Topics.PAYMENT_FAILED, Topics.SHIPPING_STARTED),
            "ranking-service", List.of(Topics.ORDER_CREATED, Topics.ORDER_CANCELLED),
            "cart-service", List.of(Topics.ORDER_CREATED),
            "dataplatform-service", List.of(Topics.PAYMENT_COMPLETED));

    private static final long LIMIT_SECONDS = 8;

    private final Admin admin;

    public Positions(String bootstrapServers) {
        this(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** @param kafka how a client reaches the broker */
    public Positions(Map<String, ?> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("default.api.timeout.ms", 8_000);
        settings.put("request.timeout.ms", 4_000);
        admin = Admin.create(settings);
    }

    /**
     * All of them, now.
     *
     * @throws IllegalStateException if the broker cannot be asked
     */
    public Set<Position> all() {
        try {
            Set<Position> all = new HashSet<>();
            Map<TopicPartition, Long> ends = ends();
            for (Map.Entry<String, List<String>> reader : READS.entrySet()) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(reader.getKey())
                        .partitionsToOffsetAndMetadata()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
                ends.forEach((partition, end) -> {
                    if (reader.getValue().contains(partition.topic())) {
                        OffsetAndMetadata at = committed.get(partition);
                        all.add(new Position(reader.getKey(), partition, at == null ? 0 : at.offset(), end));
                    }
                });
            }
            return all;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell where its groups are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        READS.values().stream().flatMap(List::stream).forEach(topic -> {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        });
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(asked)
                .all()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
