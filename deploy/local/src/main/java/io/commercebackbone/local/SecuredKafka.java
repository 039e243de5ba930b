package io.commercebackbone.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A running Kafka broker as production has it: users come with a password (SCRAM-SHA-512) over TLS, and may do nothing
 * until it is granted. It has a plain listener as well, on which everybody is its operator. Never in Docker; its data go
 * when it is closed.
 */
public final class SecuredKafka implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ITERATIONS = 4096;

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
        TlsKeys keys = TlsKeys.make(directory);
        int plain = Ports.free();
        int secured = Ports.free();
        KafkaProgram program = new KafkaProgram(
                plain, Ports.free(), directory.resolve("data"), settings(plain, secured, keys), List.of());
        Engine engine = EmbeddedEngine.temporary(program, directory);
        SecuredKafka kafka = new SecuredKafka(
                engine, secured, keys.certificate(), UUID.randomUUID().toString());
        try {
            kafka.introduce(users);
            return kafka;
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** Where its operator comes in. */
    public String operatorServers() {
        return "127.0.0.1:" + engine.port();
    }

    /** Where users come in. */
    public String bootstrapServers() {
        return "localhost:" + securedPort;
    }

    /** What signed the broker's certificate, as PEM. */
    public Path authority() {
        return certificate;
    }

    /** How a user says who it is. */
    public String login(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    /** What a client of a user is configured with. */
    public Map<String, String> clientSettings(String user) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                login(user),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString());
    }

    @Override
    public void close() {
        engine.close();
    }

    private void introduce(List<String> users) {
        ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        List<UserScramCredentialAlteration> passwords = users.stream()
                .<UserScramCredentialAlteration>map(it -> new UserScramCredentialUpsertion(it, kind, password))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", operatorServers()))) {
            admin.alterUserScramCredentials(passwords).all().get();
            if (!Waiting.until(PATIENCE, () -> known(admin).containsAll(users))) {
                throw new IllegalStateException("The broker does not know " + users);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker's users cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> known(Admin admin) {
        return new HashSet<>(admin.describeUserScramCredentials()
                .users()
                .toCompletionStage()
                .toCompletableFuture()
                .join());
    }

    private static Map<String, String> settings(int plain, int secured, TlsKeys keys) {
        String advertised = "PLAINTEXT://127.0.0.1:" + plain + ",SASL_SSL://localhost:" + secured;
        return Map.ofEntries(
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + plain + ",SASL_SSL://127.0.0.1:" + secured),
                Map.entry("advertised.listeners", advertised),
                Map.entry(
                        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL"),
                Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keys.store().toString()),
                Map.entry("ssl.keystore.password", TlsKeys.PASSWORD),
                Map.entry("ssl.key.password", TlsKeys.PASSWORD),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("super.users", "User:ANONYMOUS"));
    }
}
