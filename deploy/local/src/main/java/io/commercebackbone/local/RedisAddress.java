package io.commercebackbone.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A Redis server somewhere.
 *
 * @param host name or address that it listens on
 * @param port port that it listens on
 */
public record RedisAddress(String host, int port) {

    private static final int LIMIT_MILLIS = 1_000;
    private static final String PONG = "+PONG";

    /** Whether it answers a PING now: a server that still loads its data does not. */
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return PONG.equals(new String(socket.getInputStream().readNBytes(PONG.length()), US_ASCII));
        } catch (IOException e) {
            return false;
        }
    }
}
