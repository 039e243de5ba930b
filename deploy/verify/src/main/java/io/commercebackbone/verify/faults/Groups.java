package io.commercebackbone.verify.faults;

import io.commercebackbone.verify.parts.Part;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Consumer groups, as an operator changes them. */
final class Groups implements AutoCloseable {

    private static final int TRIES = 30;
    private static final long LIMIT_SECONDS = 10;

    private final Admin admin;

    Groups(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /**
     * Has a group begin all it has read anew; it must have no member, which is waited for.
     *
     * @throws ExecutionException if that is not possible
     */
    void rewind(Part service) throws ExecutionException, InterruptedException, TimeoutException {
        for (int tries = 1; ; tries++) {
            try {
                toStart(service.label());
                return;
            } catch (ExecutionException e) {
                if (tries == TRIES) {
                    throw e;
                }
                TimeUnit.SECONDS.sleep(1); // a member has not left yet
            }
        }
    }

    private void toStart(String group) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .keySet()
                .forEach(partition -> start.put(partition, new OffsetAndMetadata(0)));
        if (!start.isEmpty()) {
            admin.alterConsumerGroupOffsets(group, start).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
