package io.commercebackbone.verify.rollout;

import io.commercebackbone.local.AtOnce;
import io.commercebackbone.local.LocalService;
import io.commercebackbone.verify.suite.Suite;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The instances of one service behind one address. */
final class Fleet implements AutoCloseable {

    private final String name;
    private final Map<String, String> settings;
    private final Balancer balancer = Balancer.open();
    private final Deque<LocalService> instances = new ArrayDeque<>();

    Fleet(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = new HashMap<>(settings);
    }

    String url() {
        return balancer.url();
    }

    /** Starts as many more. */
    void grow(int by) {
        List<LocalService> more = Stream.generate(() -> LocalService.ofJar(name, Suite.jar(name), settings))
                .limit(by)
                .toList();
        AtOnce.run(more.stream().map(it -> it::start));
        more.forEach(it -> {
            instances.addLast(it);
            balancer.add(it.url());
        });
    }

    /** Takes the oldest out, and stops it as Kubernetes does. */
    void shrink() {
        LocalService oldest = instances.removeFirst();
        balancer.remove(oldest.url());
        oldest.stop();
        oldest.close();
    }

    /** Replaces each instance, one after the other; a new one is ready before an old one goes. */
    void roll() {
        int size = instances.size();
        for (int i = 0; i < size; i++) {
            grow(1);
            shrink();
        }
    }

    @Override
    public void close() {
        instances.forEach(LocalService::close);
        balancer.close();
    }
}
