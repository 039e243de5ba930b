package io.commercebackbone.verify.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One way between two processes: a TCP proxy on a loopback port of its own that passes bytes on, unless it is told to be
 * slow, to break its connections, or to lose everything without a word. Safe for any number of threads.
 */
public final class Link implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    /** What stands between the two ends in a link's name. */
    public static final String BETWEEN = " to ";

    private final String from;
    private final String to;
    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.CLEAR;

    private Link(String from, String to, int target, ServerSocket server) {
        this.from = from;
        this.to = to;
        this.target = target;
        this.server = server;
    }

    /** A link on a port of its own to a loopback port, at which nobody need listen yet. */
    public static Link open(String from, String to, int port, int target) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 256);
            Link link = new Link(from, to, target, server);
            Thread.ofVirtual().name(link.name()).start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("No link from " + from + " to " + to, e);
        }
    }

    public String name() {
        return from + BETWEEN + to;
    }

    /** Where the one side reaches the other. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on; what is on its way already is not touched. */
    public void be(Weather now) {
        weather = now;
    }

    /** Clear again. Connections that lost something are broken, as neither side could go on with them. */
    public void clear() {
        boolean lost = weather.silent();
        weather = Weather.CLEAR;
        if (lost) {
            reset();
        }
    }

    /** Breaks every connection there is, so that both sides are told. */
    public void reset() {
        open.forEach(Link::reset);
        open.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket client) {
        Socket other = new Socket();
        try {
            client.setTcpNoDelay(true);
            other.setTcpNoDelay(true);
            other.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), target), CONNECT_MILLIS);
            open.add(client);
            open.add(other);
            Thread.ofVirtual().start(() -> pass(client, other));
            pass(other, client);
        } catch (IOException e) {
            reset(client); // as if nobody listened
            reset(other);
        }
    }

    private void pass(Socket source, Socket sink) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = source.getInputStream();
            OutputStream out = sink.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                if (weather.lets(length)) {
                    out.write(chunk, 0, length);
                }
            }
            sink.shutdownOutput();
            if (source.isOutputShutdown()) {
                forget(source, sink);
            }
        } catch (IOException e) {
            reset(source);
            reset(sink);
            open.remove(source);
            open.remove(sink);
        }
    }

    private void forget(Socket one, Socket other) throws IOException {
        open.remove(one);
        open.remove(other);
        one.close();
        other.close();
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        reset();
    }
}
