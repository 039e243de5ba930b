package io.commercebackbone.verify.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.commercebackbone.local.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTests {

    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 30_000;

    private final ServerSocket echo = echo();
    private final Link link = Link.open("one", "another", Ports.free(), echo.getLocalPort());
    private Socket client = new Socket();

    private static ServerSocket echo() {
        try {
            ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
            Thread.ofVirtual().start(() -> {
                while (true) {
                    try {
                        Socket socket = server.accept();
                        Thread.ofVirtual().start(() -> echo(socket));
                    } catch (IOException e) {
                        return; // closed
                    }
                }
            });
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void echo(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream()) {
            in.transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // the other side is gone
        }
    }

    @BeforeEach
    void connect() throws IOException {
        client = new Socket(InetAddress.ofLiteral("127.0.0.1"), link.port());
        client.setSoTimeout(LONG_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        link.close();
        echo.close();
    }

    private int ask(int value) throws IOException {
        client.getOutputStream().write(value);
        return client.getInputStream().read();
    }

    @Test
    void passesBothWays() throws IOException {
        assertThat(ask(7)).isEqualTo(7);
        assertThat(link.name()).isEqualTo("one to another");
    }

    @Test
    void isLateByWhatItIsTold() throws IOException {
        link.be(Weather.late(Duration.ofMillis(150)));
        long begun = System.nanoTime();

        assertThat(ask(7)).isEqualTo(7);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void losesEverythingWithoutAWordWhileHalfOpenAndBreaksThenWhatLostSomething() throws IOException {
        assertThat(ask(7)).isEqualTo(7);
        link.be(Weather.halfOpen());
        client.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> ask(8)).isInstanceOf(SocketTimeoutException.class);

        client.setSoTimeout(LONG_MILLIS);
        link.clear();

        assertThatThrownBy(() -> ask(9)).isInstanceOf(SocketException.class);
    }

    @Test
    void aResetIsToldToBothSides() throws IOException {
        assertThat(ask(7)).isEqualTo(7);

        link.reset();

        assertThatThrownBy(() -> ask(8)).isInstanceOf(SocketException.class);
    }

    @Test
    void whereNobodyListensTheConnectionBreaks() throws IOException {
        try (Link dead = Link.open("one", "nobody", Ports.free(), Ports.free());
                Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), dead.port())) {
            socket.setSoTimeout(LONG_MILLIS);

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }
}
