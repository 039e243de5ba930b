package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServerIT {

    /** Answers as often as it is told to, and then keeps everybody waiting. */
    private record Dawdler(String script, AtomicInteger answersLeft) implements Program {

        @Override
        public String name() {
            return "dawdler";
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public List<String> command() {
            return List.of("sh", "-c", script);
        }

        @Override
        public boolean answers() {
            return answersLeft.getAndDecrement() > 0;
        }
    }

    @TempDir
    private Path directory;

    /** A machine that is busy may keep the second answer waiting, which is no reason to kill what has just started. */
    @Test
    void whatHasAnsweredOnceHasStarted() {
        Dawdler dawdler = new Dawdler("exec tail -f /dev/null", new AtomicInteger(1));
        try (LocalServer server = new LocalServer(dawdler, directory.resolve("log"))) {
            server.start();
            assertThat(server.running()).isTrue();

            dawdler.answersLeft().set(1);
            server.kill();
            server.start();
            assertThat(server.running()).isTrue();
        }
    }

    @Test
    void whatEndsHasNotStarted() {
        Dawdler dawdler = new Dawdler("echo no room; exit 3", new AtomicInteger());
        try (LocalServer server = new LocalServer(dawdler, directory.resolve("log"))) {
            assertThatThrownBy(server::start).hasMessageContaining("dawdler").hasMessageContaining("no room");
            assertThat(server.running()).isFalse();
        }
    }
}
