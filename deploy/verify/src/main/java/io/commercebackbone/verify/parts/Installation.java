package io.commercebackbone.verify.parts;

import static io.commercebackbone.verify.parts.Part.DATA_PLATFORM;
import static io.commercebackbone.verify.parts.Part.GATEWAY;
import static io.commercebackbone.verify.parts.Part.KAFKA;
import static io.commercebackbone.verify.parts.Part.ORDERS;
import static io.commercebackbone.verify.parts.Part.PAYMENTS;
import static io.commercebackbone.verify.parts.Part.POSTGRES;
import static io.commercebackbone.verify.parts.Part.REDIS;

import io.commercebackbone.local.AtOnce;
import io.commercebackbone.local.Directories;
import io.commercebackbone.local.KafkaProgram;
import io.commercebackbone.local.LocalServer;
import io.commercebackbone.local.PostgresProgram;
import io.commercebackbone.local.Program;
import io.commercebackbone.local.RedisProgram;
import io.commercebackbone.local.UnpackedJar;
import io.commercebackbone.verify.net.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The whole suite on ports of its own, so that it runs beside any other: servers, services from their executable jars,
 * the outside platform, and a link for each pair of them that talk.
 */
public final class Installation implements AutoCloseable {

    private final Path directory;
    private final Jars jars;
    private final Platform platform = new Platform();
    private final Wiring wiring;
    private final Configuration configuration;
    private final Map<Part, LocalServer> servers = new EnumMap<>(Part.class);
    private final Map<Part, Disk> disks = new EnumMap<>(Part.class);
    private final int controller;

    /** Where the executable jar of a service is. */
    public interface Jars extends Function<Part, Path> {}

    /**
     * Nothing runs yet.
     *
     * @param directory for data and logs; emptied by nobody
     * @param payableFor how long an order can be paid
     * @param smallDisks whether the servers' data lie on small file systems of their own, if the machine allows it
     */
    public Installation(Path directory, Jars jars, Duration payableFor, boolean smallDisks) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.jars = jars;
        this.wiring = new Wiring(platform.port());
        this.configuration = new Configuration(wiring, payableFor);
        if (smallDisks) {
            for (Part server : List.of(POSTGRES, REDIS, KAFKA)) {
                Disk.small(data(server), server).ifPresent(disk -> disks.put(server, disk));
            }
        }
        servers.put(
                POSTGRES,
                server(
                        POSTGRES,
                        new PostgresProgram(
                                wiring.port(POSTGRES),
                                data(POSTGRES).resolve("data"),
                                List.of(database(ORDERS), database(PAYMENTS), database(DATA_PLATFORM)))));
        servers.put(
                REDIS,
                server(REDIS, new RedisProgram(wiring.port(REDIS), data(REDIS).resolve("data"))));
        controller = wiring.free();
        servers.put(
                KAFKA,
                server(
                        KAFKA,
                        new KafkaProgram(
                                wiring.port(KAFKA),
                                controller,
                                data(KAFKA).resolve("data"),
                                wiring.kafkaSettings(controller),
                                List.of())));
        Part.services()
                .forEach(service ->
                        servers.put(service, service(service, service.label(), wiring.port(service), Map.of())));
    }

    /** Deletes what an earlier installation left in a directory. */
    public static void clear(Path directory) throws IOException {
        for (Part server : List.of(POSTGRES, REDIS, KAFKA)) {
            Disk.release(directory.resolve(server.label()));
        }
        Directories.delete(directory);
    }

    private static String database(Part service) {
        return Configuration.database(service);
    }

    private Path data(Part part) throws IOException {
        return Files.createDirectories(directory.resolve(part.label()));
    }

    private LocalServer server(Part part, Program program) {
        return new LocalServer(program, directory.resolve(part.label() + ".log"));
    }

    private ServiceProgram program(Part part, String name, int port, Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>(configuration.of(part, port));
        environment.putAll(own);
        return new ServiceProgram(name, port, UnpackedJar.of(jars.apply(part)), directory, environment);
    }

    private LocalServer service(Part part, String name, int port, Map<String, String> own) {
        return new LocalServer(program(part, name, port, own), directory.resolve(name + ".log"));
    }

    /** Has every service started once before, so that each later start takes half as long; takes some minutes itself. */
    public void train() throws IOException {
        together(List.of(POSTGRES, REDIS, KAFKA));
        for (Part service : Part.services()) {
            program(service, service.label(), wiring.port(service), Map.of()).train();
        }
    }

    /** Starts what does not run: servers first, then all services at the same time; returns when all answer. */
    public void start() {
        together(List.of(POSTGRES, REDIS, KAFKA));
        together(Part.services());
    }

    private void together(List<Part> parts) {
        AtOnce.run(parts.stream().map(part -> server(part)::start));
    }

    public LocalServer server(Part part) {
        return Objects.requireNonNull(servers.get(part));
    }

    /** Another instance of a service, on a port that nobody calls; not started yet. */
    public LocalServer second(Part service) {
        return service(service, service.label() + "-2", wiring.free(), Map.of());
    }

    /**
     * Another broker of the same cluster, which is led by the first; not started yet.
     *
     * @param node its number; the first one's is 1
     */
    public LocalServer anotherBroker(int node) {
        String name = KAFKA.label() + "-" + node;
        return new LocalServer(
                new KafkaProgram(
                        wiring.free(),
                        wiring.free(),
                        directory.resolve(name).resolve("data"),
                        Map.of(
                                "process.roles",
                                "broker",
                                "node.id",
                                Integer.toString(node),
                                "controller.quorum.voters",
                                "1@127.0.0.1:" + controller),
                        List.of()),
                directory.resolve(name + ".log"));
    }

    /** Has a service run with one setting more, as an environment variable, from its next start on. */
    public void configure(Part service, String variable, String value) {
        server(service).close();
        servers.put(service, service(service, service.label(), wiring.port(service), Map.of(variable, value)));
    }

    /** Has another program run in place of a service, on its port, from its next start on. */
    public void replace(Part service, UnaryOperator<Program> other) {
        server(service).close();
        Program ours = program(service, service.label(), wiring.port(service), Map.of());
        servers.put(service, server(service, other.apply(ours)));
    }

    /** The small file system under a server's data, if it has one. */
    public Map<Part, Disk> disks() {
        return Map.copyOf(disks);
    }

    public List<Link> links() {
        return wiring.links();
    }

    public Platform platform() {
        return platform;
    }

    /** The way in for customers. */
    public String gateway() {
        return "http://127.0.0.1:" + wiring.port(GATEWAY);
    }

    /** Where callers find a service that know it without the gateway. */
    public String url(Part service) {
        return "http://127.0.0.1:" + wiring.port(service);
    }

    public Database database(Part service, String user) {
        return new Database(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(wiring.port(POSTGRES), database(service)), user, user);
    }

    /** Each server at its own port, past the links. */
    public Addresses addresses() {
        return new Addresses(
                database(ORDERS, database(ORDERS)),
                database(PAYMENTS, database(PAYMENTS)),
                database(DATA_PLATFORM, database(DATA_PLATFORM)),
                "127.0.0.1:" + wiring.port(KAFKA),
                "redis://127.0.0.1:" + wiring.port(REDIS));
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        for (Part part : Part.services().reversed()) {
            server(part).close();
        }
        for (Part part : List.of(KAFKA, REDIS, POSTGRES)) {
            server(part).close();
        }
        for (Link link : links()) {
            link.close();
        }
        platform.close();
        for (Disk disk : disks.values()) {
            disk.close();
        }
    }
}
