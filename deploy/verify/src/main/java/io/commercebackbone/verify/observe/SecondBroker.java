package io.commercebackbone.verify.observe;

import io.commercebackbone.local.LocalServer;
import io.commercebackbone.verify.faults.Fault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Another broker beside the first, with a topic of both and one of its own; it is killed as soon as it has them. */
final class SecondBroker implements Fault, AutoCloseable {

    private static final String OF_BOTH = "observe-copies";
    private static final String OF_ITS_OWN = "observe-alone";
    private static final int FIRST = 1;
    private static final long LIMIT_SECONDS = 20;

    private final LocalServer broker;
    private final int node;
    private final String bootstrapServers;
    private boolean made;

    /**
     * Not started yet.
     *
     * @param node its number in the cluster
     * @param bootstrapServers of the first one
     */
    SecondBroker(LocalServer broker, int node, String bootstrapServers) {
        this.broker = broker;
        this.node = node;
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public void strike() throws ExecutionException, InterruptedException, TimeoutException {
        broker.start();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(
                            new NewTopic(OF_BOTH, Map.of(0, List.of(FIRST, node))),
                            new NewTopic(OF_ITS_OWN, Map.of(0, List.of(node)))))
                    .all()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        made = true;
        broker.kill();
    }

    @Override
    public void heal() {
        broker.start();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Takes its topics with it. */
    @Override
    public void close() {
        if (made) {
            try (Admin admin = admin()) {
                admin.deleteTopics(List.of(OF_BOTH, OF_ITS_OWN)).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                System.err.println("verify: the second broker's topics stay: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        broker.close();
    }
}
