package io.commercebackbone.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocket;

/**
 * A running Redis server as production has it: it listens for TLS only, and takes no command without the password. Never
 * in Docker; its data go when it is closed.
 */
public final class SecuredRedis implements AutoCloseable {

    private static final String MOUNTED = "/etc/redis/";
    private static final int LIMIT_MILLIS = 1_000;

    private final Engine engine;
    private final Path certificate;
    private final String password;

    private SecuredRedis(Engine engine, Path certificate, String password) {
        this.engine = engine;
        this.certificate = certificate;
        this.password = password;
    }

    /**
     * Starts an empty one.
     *
     * @param configuration a {@code redis.conf} as containers have it: port 6379, {@code /data}, keys in {@code
     *     /etc/redis/tls} and users in {@code /etc/redis/acl}, all of which are put elsewhere here
     */
    public static SecuredRedis start(Path configuration) {
        Path directory = Directories.temporary("secured-redis");
        String password = UUID.randomUUID().toString();
        try {
            Path tls = Files.createDirectory(directory.resolve("tls"));
            TlsKeys keys = TlsKeys.make(tls);
            Files.copy(keys.key(), tls.resolve("tls.key"));
            Files.copy(keys.certificate(), tls.resolve("tls.crt"));
            Files.copy(keys.certificate(), tls.resolve("ca.crt"));
            Path users = Files.createDirectory(directory.resolve("acl")).resolve("users.acl");
            Files.writeString(users, "user default on >" + password + " ~* &* +@all\n");
            int port = Ports.free();
            Path own = Files.writeString(
                    directory.resolve("redis.conf"),
                    Files.readString(configuration)
                            .replace(MOUNTED, directory + "/")
                            .replace("tls-port 6379", "tls-port " + port)
                            .replace("dir /data", "dir " + Files.createDirectory(directory.resolve("data"))));
            Secured program = new Secured(port, own, keys, password);
            return new SecuredRedis(EmbeddedEngine.temporary(program, directory), keys.certificate(), password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its certificate is for {@code localhost}. */
    public int port() {
        return engine.port();
    }

    /** What signed the server's certificate, as PEM. */
    public Path authority() {
        return certificate;
    }

    public String password() {
        return password;
    }

    @Override
    public void close() {
        engine.close();
    }

    private record Secured(int port, Path configuration, TlsKeys keys, String password) implements Program {

        @Override
        public String name() {
            return "redis";
        }

        @Override
        public List<String> command() {
            return List.of(RedisProgram.executable(), configuration.toString(), "--bind", "127.0.0.1");
        }

        @Override
        public boolean answers() {
            try (Socket plain = new Socket()) {
                plain.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), LIMIT_MILLIS);
                plain.setSoTimeout(LIMIT_MILLIS);
                return answersOver(plain);
            } catch (IOException e) {
                return false;
            }
        }

        private boolean answersOver(Socket plain) throws IOException {
            try (SSLSocket socket =
                    (SSLSocket) keys.trusting().getSocketFactory().createSocket(plain, "localhost", port, true)) {
                socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(US_ASCII));
                String expected = "+OK\r\n+PONG";
                return expected.equals(new String(socket.getInputStream().readNBytes(expected.length()), US_ASCII));
            }
        }
    }
}
