package io.commercebackbone.verify.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Spreads connections over instances, as a Service of Kubernetes does: each new connection goes to one of those that are
 * in now, and stays there whatever happens to it.
 */
final class Balancer implements AutoCloseable {

    private final ServerSocket door;
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    private Balancer(ServerSocket door) {
        this.door = door;
    }

    static Balancer open() {
        try {
            Balancer balancer = new Balancer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("balancer").start(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + door.getLocalPort();
    }

    /** New connections may go there. */
    void add(String url) {
        ports.add(URI.create(url).getPort());
    }

    /** No new connection goes there any more. */
    void remove(String url) {
        int port = URI.create(url).getPort();
        ports.removeIf(it -> it == port);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket client) {
        List<Integer> now = new ArrayList<>(ports);
        for (int attempt = 0; attempt < now.size(); attempt++) {
            int port = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
            Socket instance = new Socket();
            try {
                instance.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            } catch (IOException e) {
                close(instance);
                continue;
            }
            Thread.ofVirtual().start(() -> pump(client, instance));
            pump(instance, client);
            return;
        }
        close(client);
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, then
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
