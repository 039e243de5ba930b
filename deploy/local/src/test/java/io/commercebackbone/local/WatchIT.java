package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WatchIT {

    /** Starts a server, says where it is and waits to be killed. */
    static final class Owner {
        public static void main(String[] arguments) throws IOException {
            Path directory = Directories.temporary("watched");
            EmbeddedEngine.temporary(new RedisProgram(Integer.parseInt(arguments[0]), directory), directory);
            System.out.println(directory);
            int ignored = System.in.read();
        }
    }

    @Test
    void endsTheServersOfAKilledJvmAndRemovesTheirData() throws IOException {
        int port = Ports.free();
        Process owner = new ProcessBuilder(
                        Commands.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = owner.inputReader()) {
            Path directory = Path.of(Objects.requireNonNull(said.readLine()));
            assertThat(directory).isDirectory();
            assertThat(new RedisAddress("127.0.0.1", port).answers()).isTrue();

            owner.destroyForcibly();

            await().atMost(Duration.ofSeconds(10)).until(() -> Ports.isFree(port) && !Files.exists(directory));
        } finally {
            owner.destroyForcibly();
        }
    }
}
