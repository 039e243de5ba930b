package io.commercebackbone.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalRedisIT {

    private static LocalRedis redis;

    @BeforeAll
    static void start() {
        redis = LocalRedis.start();
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    @Test
    void keepsEveryAnsweredWriteWhenItIsKilled() throws IOException {
        assertThat(ask("SET killed 42")).isEqualTo("+OK");

        redis.kill();
        assertThatThrownBy(() -> ask("PING")).isInstanceOf(IOException.class);
        redis.restart();

        assertThat(ask("STRLEN killed")).isEqualTo(":2");
    }

    @Test
    void keepsItsDataWhenItIsStopped() throws IOException {
        ask("SET stopped 42");

        redis.stop();
        assertThat(redis.running()).isFalse();
        redis.restart();

        assertThat(ask("STRLEN stopped")).isEqualTo(":2");
    }

    @Test
    void answersNothingWhilePausedAndGoesOnAfterwards() throws IOException {
        redis.pause();
        assertThat(new RedisAddress(redis.host(), redis.port()).answers()).isFalse();
        redis.resume();

        assertThat(ask("PING")).isEqualTo("+PONG");
    }

    @Test
    void sharesOneServerInAJvm() {
        assertThat(LocalRedis.shared()).isSameAs(LocalRedis.shared());
        assertThat(LocalRedis.shared().running()).isTrue();
    }

    private static String ask(String command) throws IOException {
        try (Socket socket = new Socket(redis.host(), redis.port())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            return String.valueOf(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
        }
    }
}
