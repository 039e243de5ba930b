package io.commercebackbone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShutdownIT {

    private static final int IN_FLIGHT = 20;

    @Test
    void answersEveryRequestInFlightBeforeItStops() throws Exception {
        Upstream service = new Upstream("order-service");
        Tokens tokens = service.asIssuer();
        RunningGateway running = RunningGateway.start(
                "ISSUER_URL=" + service.url(),
                "ORDER_SERVICE_URL=" + service.url(),
                "GATEWAY_RATE_LIMIT_ENABLED=false");
        int port = running.port();
        GatewayClient gateway = running.client();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            answers.add(gateway.start("POST", "/orders/held", tokens.user(), BodyPublishers.ofString("{}")));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> service.requests() == IN_FLIGHT);

        Thread stopping = Thread.ofVirtual().start(running::close);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> new Socket("localhost", port).close()));
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        service.release();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        stopping.join();
    }
}
