package io.commercebackbone.payment;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The service in a process of its own, with Kafka, to be killed and started again on the same port. */
public final class ServiceProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = freePort();
    private final List<String> command;
    private Process process;

    private ServiceProcess(String database, String bootstrapServers, PlayedOrderService orders) {
        String url = LocalPostgres.shared().createDatabase(database);
        command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PaymentServiceApplication.class.getName(),
                "--server.port=" + port,
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri="
                        + LocalIssuer.shared().uri(),
                "--backbone.calls.order-service.url=" + orders.url(),
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + database,
                "--spring.datasource.password=" + database,
                "--logging.level.root=warn");
        process = launch();
    }

    public static ServiceProcess start(String database, String bootstrapServers, PlayedOrderService orders) {
        return new ServiceProcess(database, bootstrapServers, orders);
    }

    public boolean ready() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Kills it with SIGKILL and starts it again. */
    public void killAndRestart() throws InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
    }

    public Api as(UUID user, String... roles) {
        return new Api("http://localhost:" + port, LocalIssuer.shared().token(user, roles));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Process launch() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
