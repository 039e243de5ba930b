package io.commercebackbone.verify.load;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Many clients that visit at a steady rate; a client that falls behind leaves visits out rather than hurry. */
public final class Load implements AutoCloseable {

    private static final int PEOPLE_PER_CLIENT = 4;

    private final List<Shopper> shoppers;
    private final long seed;
    private final long intervalNanos;
    private final ReadWriteLock open = new ReentrantReadWriteLock(true);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean over;

    /**
     * Nobody visits yet.
     *
     * @param entrances clients take them in turn
     * @param seed decides who they are and what each of them wants, not how their calls meet
     * @param clients how many there are
     * @param rate visits a second, of all of them
     */
    public Load(
            List<Entrance> entrances, History history, Market market, Mix mix, long seed, int clients, double rate) {
        List<Calls> calls = entrances.stream()
                .map(entrance -> new Calls(entrance, history, Clock.systemUTC()))
                .toList();
        this.seed = seed;
        this.intervalNanos = (long) (TimeUnit.SECONDS.toNanos(1) * clients / rate);
        this.shoppers = IntStream.range(0, clients)
                .mapToObj(client -> {
                    RandomGenerator lots = new SplittableRandom(seed * 31 + client);
                    List<Person> people = IntStream.range(0, PEOPLE_PER_CLIENT)
                            .mapToObj(i -> new Person(new UUID(lots.nextLong(), lots.nextLong())))
                            .toList();
                    return new Shopper(
                            client,
                            calls.get(client % calls.size()),
                            market,
                            mix,
                            people,
                            lots,
                            "v%d-%d".formatted(seed, client));
                })
                .toList();
    }

    public void start() {
        for (int client = 0; client < shoppers.size(); client++) {
            Shopper shopper = shoppers.get(client);
            long first = System.nanoTime() + new SplittableRandom(seed + client).nextLong(intervalNanos);
            running.add(clients.submit(() -> visit(shopper, first)));
        }
    }

    private void visit(Shopper shopper, long first) {
        long next = first;
        while (!over) {
            LockSupport.parkNanos(next - System.nanoTime());
            if (System.nanoTime() < next) {
                continue;
            }
            open.readLock().lock();
            try {
                if (!over) {
                    shopper.visit();
                }
            } finally {
                open.readLock().unlock();
            }
            next = Math.max(next + intervalNanos, System.nanoTime());
        }
    }

    /** Lets nobody in, waits until those inside have left, runs something and opens again. */
    public void during(Runnable what) {
        open.writeLock().lock();
        try {
            what.run();
        } finally {
            open.writeLock().unlock();
        }
    }

    /** Ends when all have left. */
    @Override
    public void close() {
        over = true;
        clients.close();
        for (Future<?> each : running) {
            if (each.state() == Future.State.FAILED) {
                throw new IllegalStateException("a client failed", each.exceptionNow());
            }
        }
    }

    /** How long a client waits between visits. */
    public Duration interval() {
        return Duration.ofNanos(intervalNanos);
    }
}
