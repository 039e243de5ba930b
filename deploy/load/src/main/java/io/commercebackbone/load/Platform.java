package io.commercebackbone.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An outside platform that answers every call after a while, and costs the machine as little as it can. */
final class Platform implements AutoCloseable {

    private final ServerSocket server;
    private final long delayNanos;
    private final Map<UUID, Instant> arrivals = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private volatile int status = 200;

    /** @param delayNanos from when a call has come until it is answered */
    Platform(long delayNanos) throws IOException {
        this.delayNanos = delayNanos;
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Answers every call with this status from now on. */
    void answer(int with) {
        status = with;
    }

    /** How many calls were taken so far. */
    long taken() {
        return taken.get();
    }

    /** When each event came first, by its key. */
    Map<UUID, Instant> arrivals() {
        return arrivals;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = socket.getOutputStream();
            while (true) {
                read(in);
                int now = status;
                out.write("HTTP/1.1 %d Said\r\nContent-Length: 0\r\n\r\n"
                        .formatted(now)
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                if (now == 200) {
                    taken.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // it hung up
        }
    }

    private void read(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).trim());
            } else if (lower.startsWith("idempotency-key:")) {
                arrivals.putIfAbsent(UUID.fromString(lower.substring(16).trim()), Instant.now());
            }
        }
        in.readNBytes(length);
        long until = System.nanoTime() + delayNanos;
        for (long left = delayNanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
