package io.commercebackbone.verify.parts;

import static io.commercebackbone.verify.parts.Part.CART;
import static io.commercebackbone.verify.parts.Part.DATA_PLATFORM;
import static io.commercebackbone.verify.parts.Part.GATEWAY;
import static io.commercebackbone.verify.parts.Part.KAFKA;
import static io.commercebackbone.verify.parts.Part.ORDERS;
import static io.commercebackbone.verify.parts.Part.PAYMENTS;
import static io.commercebackbone.verify.parts.Part.POSTGRES;
import static io.commercebackbone.verify.parts.Part.RANKING;
import static io.commercebackbone.verify.parts.Part.REDIS;

import io.commercebackbone.local.Ports;
import io.commercebackbone.verify.net.Link;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Who reaches whom, each pair through a link of its own. Ports are chosen here, so that all know them beforehand. */
final class Wiring {

    static final String PLATFORM = "platform";
    private static final List<Part> BEHIND_GATEWAY = List.of(ORDERS, PAYMENTS, RANKING, CART, DATA_PLATFORM);

    private final Set<Integer> taken = new HashSet<>();
    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
    private final Map<Part, Integer> listeners = new EnumMap<>(Part.class);
    private final Map<String, Link> links = new LinkedHashMap<>();

    Wiring(int platformPort) {
        for (Part part : Part.values()) {
            ports.put(part, free());
        }
        BEHIND_GATEWAY.forEach(service -> link(GATEWAY, service));
        link(GATEWAY, REDIS);
        link(ORDERS, PAYMENTS);
        link(PAYMENTS, ORDERS);
        List.of(ORDERS, PAYMENTS, DATA_PLATFORM).forEach(service -> link(service, POSTGRES));
        List.of(RANKING, CART).forEach(service -> link(service, REDIS));
        for (Part client : BEHIND_GATEWAY) {
            listeners.put(client, free());
            open(client.label(), KAFKA.label(), Objects.requireNonNull(listeners.get(client)));
        }
        open(DATA_PLATFORM.label(), PLATFORM, platformPort);
    }

    /** A port that nobody else of this installation has. */
    int free() {
        int port = Ports.free();
        while (!taken.add(port)) {
            port = Ports.free();
        }
        return port;
    }

    int port(Part part) {
        return Objects.requireNonNull(ports.get(part));
    }

    /** The port at which one finds another. */
    int port(Part from, String to) {
        return Objects.requireNonNull(links.get(from.label() + " to " + to)).port();
    }

    int port(Part from, Part to) {
        return port(from, to.label());
    }

    List<Link> links() {
        return List.copyOf(links.values());
    }

    /**
     * A broker tells its clients where it is, so that one address for all of them could not be cut for one alone: each
     * client has a listener of its own that is advertised as the client's link.
     */
    Map<String, String> kafkaSettings(int controllerPort) {
        String direct = "PLAINTEXT://127.0.0.1:" + port(KAFKA);
        String names = listeners.keySet().stream()
                .map(client -> "," + client + ":PLAINTEXT")
                .collect(Collectors.joining());
        return Map.of(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT" + names,
                "listeners", direct + ",CONTROLLER://127.0.0.1:" + controllerPort + addresses(false),
                "advertised.listeners", direct + addresses(true));
    }

    private String addresses(boolean advertised) {
        return listeners.entrySet().stream()
                .map(it -> ",%s://127.0.0.1:%d"
                        .formatted(it.getKey(), advertised ? port(it.getKey(), KAFKA) : it.getValue()))
                .collect(Collectors.joining());
    }

    private void link(Part from, Part to) {
        open(from.label(), to.label(), port(to));
    }

    private void open(String from, String to, int target) {
        Link link = Link.open(from, to, free(), target);
        links.put(link.name(), link);
    }
}
