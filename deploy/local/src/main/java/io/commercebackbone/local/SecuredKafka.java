package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A running Kafka broker as production has it: users come with a password over TLS, and may do nothing until it is
 * granted. It has a plain listener as well, on which everybody is its operator. Never in Docker; its data go when it is
 * closed.
 */
public final class SecuredKafka implements AutoCloseable {

    private static final String KEY_PASSWORD = "local-stack";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final Engine engine;
    private final int securedPort;
    private final Path certificate;
    private final String password;

    private SecuredKafka(Engine engine, int securedPort, Path certificate, String password) {
        this.engine = engine;
        this.securedPort = securedPort;
        this.certificate = certificate;
        this.password = password;
    }

    /** Starts an empty broker that knows these users. */
    public static SecuredKafka start(List<String> users) {
        Path directory = Directories.temporary("secured-kafka");
        Path keys = directory.resolve("broker.p12");
        Path certificate = directory.resolve("broker.pem");
        makeKeys(keys, certificate);
        int plain = Ports.free();
        int secured = Ports.free();
        String password = UUID.randomUUID().toString();
        KafkaProgram program = new KafkaProgram(
                plain,
                Ports.free(),
                directory.resolve("data"),
                settings(plain, secured, keys, users, password),
                List.of());
        return new SecuredKafka(EmbeddedEngine.temporary(program, directory), secured, certificate, password);
    }

    /** Where its operator comes in. */
    public String operatorServers() {
        return "127.0.0.1:" + engine.port();
    }

    /** What a client of a user is configured with. */
    public Map<String, String> clientSettings(String user) {
        return Map.of(
                "bootstrap.servers",
                "localhost:" + securedPort,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + "username=\"" + user + "\" password=\"" + password + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString());
    }

    @Override
    public void close() {
        engine.close();
    }

    private static Map<String, String> settings(
            int plain, int secured, Path keys, List<String> users, String password) {
        String known = users.stream()
                .map(user -> "user_" + user + "=\"" + password + "\"")
                .collect(Collectors.joining(" "));
        String advertised = "PLAINTEXT://127.0.0.1:" + plain + ",SASL_SSL://localhost:" + secured;
        return Map.ofEntries(
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + plain + ",SASL_SSL://127.0.0.1:" + secured),
                Map.entry("advertised.listeners", advertised),
                Map.entry(
                        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("listener.name.sasl_ssl.plain.sasl.jaas.config", LOGIN + known + ";"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keys.toString()),
                Map.entry("ssl.keystore.password", KEY_PASSWORD),
                Map.entry("ssl.key.password", KEY_PASSWORD),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("super.users", "User:ANONYMOUS"));
    }

    private static void makeKeys(Path keys, Path certificate) {
        String keytool = Path.of(Commands.java()).resolveSibling("keytool").toString();
        List<String> store = List.of("-keystore", keys.toString(), "-storepass", KEY_PASSWORD, "-alias", "broker");
        try {
            Commands.run(with(
                    store,
                    keytool,
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-storetype",
                    "PKCS12",
                    "-validity",
                    "2",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost"));
            Commands.run(with(store, keytool, "-exportcert", "-rfc", "-file", certificate.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's keys cannot be made", e);
        }
    }

    private static List<String> with(List<String> store, String... command) {
        return Stream.concat(Arrays.stream(command), store.stream()).toList();
    }
}
