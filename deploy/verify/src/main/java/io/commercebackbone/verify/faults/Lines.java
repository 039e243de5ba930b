package io.commercebackbone.verify.faults;

import io.commercebackbone.verify.net.Link;
import io.commercebackbone.verify.net.Weather;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Faults of the way between two processes. */
final class Lines {

    private static final long BETWEEN_NANOS = 400_000_000;

    private Lines() {}

    static Fault weather(Link link, Weather weather) {
        return new Fault() {
            @Override
            public void strike() {
                link.be(weather);
            }

            @Override
            public void heal() {
                link.clear();
            }
        };
    }

    static Fault resets(Link link) {
        AtomicBoolean over = new AtomicBoolean();
        return new Fault() {
            @Override
            public void strike() {
                Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        link.reset();
                        LockSupport.parkNanos(BETWEEN_NANOS);
                    }
                });
            }

            @Override
            public void heal() {
                over.set(true);
            }
        };
    }
}
