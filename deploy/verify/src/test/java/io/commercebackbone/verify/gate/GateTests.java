package io.commercebackbone.verify.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<String> served = new CopyOnWriteArrayList<>();
    private final HttpServer server = server();
    private final Gate gate =
            Gate.before("http://localhost:" + server.getAddress().getPort());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.shutdownNow();
        gate.close();
        server.stop(0);
    }

    @Test
    void passesOnRequestsAndAnswersWithTheirHeaders() {
        HttpResponse<String> answer = post("/a?b=c", "body").join();

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body()).isEqualTo("POST /a?b=c body mine");
        assertThat(answer.headers().firstValue("X-Theirs")).contains("yes");
    }

    @Test
    void aHeldRequestIsServedOnceItIsReleased() {
        Hold hold = gate.holdRequest(call -> call.names("order-1"));
        CompletableFuture<HttpResponse<String>> held = post("/a", "order-1");
        assertThat(hold.await(SOON)).isEqualTo(new Call("POST", "/a", "order-1"));
        assertThat(post("/a", "order-2").join().body()).contains("order-2");
        assertThat(served).containsExactly("order-2");

        hold.release();

        assertThat(held.join().body()).contains("order-1");
    }

    @Test
    void aLostRequestIsNeverServed() {
        Hold hold = gate.holdRequest(call -> true);
        CompletableFuture<HttpResponse<String>> lost = post("/a", "order-1");
        hold.await(SOON);

        hold.drop();

        assertThatThrownBy(lost::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(IOException.class);
        assertThat(served).isEmpty();
    }

    @Test
    void aLostAnswerWasServedAndOnlyTheFirstThatFitsIsHeld() {
        Hold hold = gate.holdAnswer(call -> call.path().equals("/a"));
        CompletableFuture<HttpResponse<String>> lost = post("/a", "order-1");
        hold.await(SOON);
        assertThat(served).containsExactly("order-1");
        assertThat(post("/a", "order-1").join().statusCode()).isEqualTo(207);

        hold.drop();

        assertThatThrownBy(lost::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void whoCallsAServerThatIsAwayGetsNoAnswer() {
        server.stop(0);

        assertThatThrownBy(() -> post("/a", "").join()).hasCauseInstanceOf(IOException.class);
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(gate.url() + path))
                        .header("X-Mine", "mine")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpServer server() {
        try {
            HttpServer created = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            created.createContext("/", this::serve);
            created.start();
            return created;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            served.add(body);
            byte[] answer = "%s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            body,
                            exchange.getRequestHeaders().getFirst("X-Mine"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Theirs", "yes");
            exchange.sendResponseHeaders(207, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
