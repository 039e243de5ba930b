package io.commercebackbone.local;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A Kafka broker somewhere.
 *
 * @param host name or address that it listens on
 * @param port port of its plain listener
 */
public record KafkaAddress(String host, int port) {

    private static final int LIMIT_MILLIS = 1_500;
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 20_260;

    /** What a client is configured with. */
    public String bootstrapServers() {
        return host + ":" + port;
    }

    /**
     * Whether it answers a request now. It asks for the supported API versions, the one request that needs neither a
     * client library nor a topic: a broker takes requests only once it has joined its cluster.
     */
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            DataOutputStream request = new DataOutputStream(socket.getOutputStream());
            request.writeInt(Short.BYTES * 3 + Integer.BYTES);
            request.writeShort(API_VERSIONS);
            request.writeShort(0);
            request.writeInt(CORRELATION);
            request.writeShort(-1);
            request.flush();
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            return answer.readInt() > Integer.BYTES && answer.readInt() == CORRELATION && answer.readShort() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
