package io.commercebackbone.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** The same work by many clients at once, for a while. */
final class Load {

    private Load() {}

    /** What one client does again and again until it is time to stop. */
    interface Client extends AutoCloseable {

        /** Does it once; false if it was refused. */
        boolean call() throws Exception;

        @Override
        default void close() throws IOException, SQLException {}
    }

    /** Makes the n-th client. */
    interface Clients {
        Client open(int number) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param perSecond calls that succeeded
     * @param refused calls that did not
     */
    record Result(double perSecond, long refused, Latencies latencies) {}

    static Result run(int clients, int seconds, Clients factory) throws Exception {
        Latencies latencies = new Latencies();
        LongAdder refused = new LongAdder();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    try (Client client = factory.open(number)) {
                        for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
                            if (client.call()) {
                                latencies.add(System.nanoTime() - begun);
                            } else {
                                refused.increment();
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Result(latencies.count() / elapsed, refused.sum(), latencies);
    }

    /** What is done again and again at a steady rate. */
    interface Step {
        boolean call() throws Exception;
    }

    /** Calls at a steady rate, however long a call takes; one that is late is made up for. */
    static void paced(double perSecond, long end, Step step) throws Exception {
        long interval = (long) (1e9 / perSecond);
        for (long due = System.nanoTime(); due < end; due += interval) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            step.call();
        }
    }
}
