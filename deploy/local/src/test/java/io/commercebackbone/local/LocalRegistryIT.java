package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalRegistryIT {

    private static LocalRegistry registry;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        registry = LocalRegistry.start();
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    @Test
    void keepsWhatItAnsweredWhenItIsKilled() throws Exception {
        assertThat(group("POST", "", "{\"groupId\":\"killed\"}")).isEqualTo(200);

        registry.kill();
        assertThatThrownBy(() -> group("GET", "/killed", "")).isInstanceOf(IOException.class);
        registry.restart();

        assertThat(group("GET", "/killed", "")).isEqualTo(200);
    }

    @Test
    void answersNothingWhilePausedAndGoesOnAfterwards() throws Exception {
        registry.pause();
        try {
            assertThatThrownBy(() -> group("GET", "?limit=1", "")).isInstanceOf(IOException.class);
        } finally {
            registry.resume();
        }

        assertThat(group("GET", "?limit=1", "")).isEqualTo(200);
    }

    private static int group(String method, String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(registry.url() + "/apis/registry/v3/groups" + path))
                                .timeout(Duration.ofSeconds(5))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
