package io.commercebackbone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** With one connection to the service, so that a client which holds it would be noticed by all. */
class SlowClientsIT {

    private static final int LIMIT_MILLIS = 30_000;

    private static final Upstream SERVICE = new Upstream("order-service");
    private static final Tokens TOKENS = SERVICE.asIssuer();
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + SERVICE.url(),
            "ORDER_SERVICE_URL=" + SERVICE.url(),
            "GATEWAY_RATE_LIMIT_ENABLED=false",
            "GATEWAY_POOL_SIZE=1",
            "GATEWAY_POOL_WAIT_MILLIS=20000",
            "GATEWAY_BODY_PATIENCE=2s",
            "GATEWAY_CLIENT_FIRST_REQUEST=2s",
            "GATEWAY_CLIENT_NEXT_REQUEST=2s",
            "GATEWAY_CLIENT_READING=2s");

    private final GatewayClient gateway = RUNNING.client();

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void hangsUpOnClientsWhoseNextHeadNeverComesOrNeverEnds() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = List.of(
                    SlowClientsIT::silentIsHungUpOn,
                    () -> drippingIsHungUpOn("GET /orders HTTP/1.1\r\nHost: localhost\r\n"),
                    () -> drippingIsHungUpOn("GET /orders HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            assertThat(clients.invokeAll(all)).extracting(Future::resultNow).containsOnly(true);
        }
    }

    @Test
    void asksNoServiceBeforeABodyIsThere() throws Exception {
        int before = SERVICE.requests();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Socket client = connect();
            slow.add(client);
            send(client, head("POST", "/orders") + "Content-Length: 100\r\n\r\n{");
        }
        assertThat(gateway.get("/products", TOKENS.user()).statusCode()).isEqualTo(200);
        for (Socket client : slow) {
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"request-timeout\"");
            client.close();
        }
        assertThat(SERVICE.requests()).isEqualTo(before + 1);
    }

    @Test
    void takesTheServiceAwayFromAClientThatDoesNotReadItsAnswer() throws Exception {
        int before = SERVICE.requests();
        try (Socket deaf = connect()) {
            send(deaf, head("GET", "/orders/large") + "\r\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> SERVICE.requests() > before);
            assertThat(gateway.get("/products", TOKENS.user()).statusCode()).isEqualTo(200);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket("localhost", RUNNING.port());
        socket.setSoTimeout(LIMIT_MILLIS);
        return socket;
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKENS.user() + "\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean silentIsHungUpOn() throws IOException {
        try (Socket silent = connect()) {
            return silent.getInputStream().read() == -1;
        }
    }

    /** A byte whenever there is nothing to read for a moment; what is answered to the beginning is read away. */
    private static boolean drippingIsHungUpOn(String beginning) throws IOException {
        try (Socket dripping = connect()) {
            send(dripping, beginning);
            dripping.setSoTimeout(100);
            long deadline = System.nanoTime() + Duration.ofMillis(LIMIT_MILLIS).toNanos();
            boolean open = true;
            while (open && System.nanoTime() < deadline) {
                open = dripped(dripping);
            }
            return !open;
        }
    }

    private static boolean dripped(Socket socket) throws IOException {
        try {
            InputStream answers = socket.getInputStream();
            while (answers.read() >= 0) {
                // an earlier answer
            }
            return false;
        } catch (SocketTimeoutException nothingToRead) {
            try {
                send(socket, "x");
                return true;
            } catch (SocketException closed) {
                return false;
            }
        } catch (SocketException reset) {
            return false;
        }
    }
}
