package io.commercebackbone.ranking;

import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The service as a process of its own, which stands still somewhere and is killed there. */
final class ServiceProcess {

    private ServiceProcess() {}

    /** Starts it, waits until it has written that it stands still, and kills it with SIGKILL. */
    static void killWhen(Class<?> program, String sign, ServiceSettings settings, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(settings.arguments());
        Process service = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(log).contains(sign));
        } finally {
            service.destroyForcibly().waitFor();
        }
    }
}
