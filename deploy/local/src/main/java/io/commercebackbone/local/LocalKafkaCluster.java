package io.commercebackbone.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several brokers that are one Kafka, as production has them: every record is on all, and counts as written when two have
 * it. Each is its own process, and a voter of the controllers. Never in Docker; the data go when it is closed.
 */
public final class LocalKafkaCluster implements AutoCloseable {

    private final List<Engine> brokers;

    private LocalKafkaCluster(List<Engine> brokers) {
        this.brokers = brokers;
    }

    /** Starts them at the same time, for one alone does not answer; returns when all do. */
    public static LocalKafkaCluster start(int size) {
        List<Integer> controllers =
                IntStream.range(0, size).mapToObj(node -> Ports.free()).toList();
        String voters = IntStream.range(0, size)
                .mapToObj(node -> (node + 1) + "@127.0.0.1:" + controllers.get(node))
                .collect(Collectors.joining(","));
        return new LocalKafkaCluster(AtOnce.get(IntStream.range(0, size)
                .mapToObj(node -> () -> broker(controllers.get(node), settings(node + 1, size, voters)))));
    }

    private static Engine broker(int controller, Map<String, String> settings) {
        Path directory = Directories.temporary("kafka");
        KafkaProgram program =
                new KafkaProgram(Ports.free(), controller, directory.resolve("data"), settings, List.of());
        return EmbeddedEngine.temporary(program, directory);
    }

    private static Map<String, String> settings(int node, int size, String voters) {
        String copies = Integer.toString(size);
        String enough = Integer.toString(size / 2 + 1);
        Map<String, String> settings = new HashMap<>();
        settings.put("node.id", Integer.toString(node));
        settings.put("controller.quorum.voters", voters);
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", enough);
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.min.isr", enough);
        settings.put("share.coordinator.state.topic.replication.factor", copies);
        settings.put("share.coordinator.state.topic.min.isr", enough);
        return settings;
    }

    /** All of them; a client finds the others if one answers. */
    public String bootstrapServers() {
        return brokers.stream().map(it -> it.host() + ":" + it.port()).collect(Collectors.joining(","));
    }

    public int size() {
        return brokers.size();
    }

    /** SIGKILL to one, counted from 0; returns when it is gone. */
    public void kill(int broker) {
        brokers.get(broker).kill();
    }

    /**
     * Starts these again, with their data, at the same time: alone one may not answer.
     *
     * @param which counted from 0
     */
    public void restart(int... which) {
        AtOnce.run(IntStream.of(which).mapToObj(it -> brokers.get(it)::restart));
    }

    @Override
    public void close() {
        brokers.forEach(Engine::kill);
        brokers.forEach(Engine::close);
    }
}
