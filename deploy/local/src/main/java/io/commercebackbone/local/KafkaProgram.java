package io.commercebackbone.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One Kafka broker that is its own KRaft controller, unless {@code process.roles} says otherwise, in its own JVM, on a data
 * directory of this machine.
 *
 * @param port loopback port of the plain listener
 * @param controllerPort loopback port of the controller's listener, used by nobody else
 * @param data data directory; formatted when it is empty
 * @param settings broker settings that replace or add to the ones chosen here
 * @param jvmOptions options of the broker's JVM; an empty list means the ones chosen here
 */
public record KafkaProgram(
        int port, int controllerPort, Path data, Map<String, String> settings, List<String> jvmOptions)
        implements Program {

    private static final List<String> SMALL_JVM = List.of("-Xms96m", "-Xmx320m", "-XX:+UseSerialGC");
    private static final String HOST = "127.0.0.1";

    /**
     * What differs from a broker's defaults: one copy of everything, small internal topics, no topics by accident, and
     * consumer groups that notice at once who came and who went.
     */
    static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("offsets.topic.num.partitions", "5"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "5"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "100"),
            Map.entry("group.consumer.heartbeat.interval.ms", "500"),
            Map.entry("group.consumer.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.session.timeout.ms", "6000"),
            // A killed broker may register again only after its old session has run out.
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608"));

    public KafkaProgram {
        settings = Map.copyOf(settings);
        jvmOptions = jvmOptions.isEmpty() ? SMALL_JVM : List.copyOf(jvmOptions);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("kafka", port, "kafka-controller", controllerPort);
    }

    /** Where it listens. */
    public KafkaAddress address() {
        return new KafkaAddress(HOST, port);
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(data);
        Files.writeString(configuration(), properties());
        try (InputStream packaged = KafkaProgram.class.getResourceAsStream("broker-log4j2.properties")) {
            Files.copy(Objects.requireNonNull(packaged), logging(), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(data.resolve("log").resolve("meta.properties"))) {
            format();
        }
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(Commands.java()));
        command.addAll(jvmOptions);
        command.addAll(java("kafka.Kafka"));
        command.add(configuration().toString());
        return command;
    }

    @Override
    public boolean answers() {
        return address().answers();
    }

    private void format() throws IOException {
        List<String> command = new ArrayList<>(List.of(Commands.java(), "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        command.addAll(java("kafka.tools.StorageTool"));
        // The same cluster id for all: each is alone in its cluster.
        command.addAll(List.of(
                "format",
                "--ignore-formatted",
                "-t",
                "bG9jYWwtYmFja2JvbmU",
                "-c",
                configuration().toString()));
        Commands.run(command);
    }

    private List<String> java(String mainClass) {
        return List.of(
                "-Dlog4j2.configurationFile=" + logging(),
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                Artifacts.brokerClassPath(),
                mainClass);
    }

    private String properties() {
        Map<String, String> all = new HashMap<>(SETTINGS);
        String plain = "PLAINTEXT://" + HOST + ":" + port;
        String controller = HOST + ":" + controllerPort;
        all.put("listeners", plain);
        all.put("advertised.listeners", plain);
        all.put("controller.quorum.voters", "1@" + controller);
        all.put("log.dirs", data.resolve("log").toString());
        all.putAll(settings);
        if (String.valueOf(all.get("process.roles")).contains("controller")) {
            all.merge("listeners", ",CONTROLLER://" + controller, String::concat);
        }
        return new TreeMap<>(all)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private Path configuration() {
        return data.resolve("server.properties");
    }

    private Path logging() {
        return data.resolve("broker-log4j2.properties");
    }
}
