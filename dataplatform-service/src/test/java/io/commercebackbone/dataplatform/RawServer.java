package io.commercebackbone.dataplatform;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Answers every connection with some text, and then for ever with the same few bytes, at its own pace. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong repeated = new AtomicLong();

    private RawServer(String beginning, String repetition, long paceMillis) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(beginning, repetition, paceMillis));
    }

    static RawServer start(String beginning, String repetition, long paceMillis) {
        return new RawServer(beginning, repetition, paceMillis);
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort();
    }

    /** How often the few bytes were sent. */
    long repeated() {
        return repeated.get();
    }

    private void accept(String beginning, String repetition, long paceMillis) {
        while (closed.getCount() > 0) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> answer(connection, beginning, repetition, paceMillis));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket connection, String beginning, String repetition, long paceMillis) {
        try (connection) {
            OutputStream out = connection.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            byte[] again = repetition.getBytes(StandardCharsets.US_ASCII);
            while (!closed.await(paceMillis, TimeUnit.MILLISECONDS)) {
                out.write(again);
                repeated.incrementAndGet();
            }
        } catch (IOException e) {
            // the caller has hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
