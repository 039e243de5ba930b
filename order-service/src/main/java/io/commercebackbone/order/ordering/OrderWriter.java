package io.commercebackbone.order.ordering;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one thread of this instance that places orders. It takes what has queued up as a group; a group that fails
 * unexpectedly is placed again one by one, so that one bad order fails alone. Stopping places what is queued first.
 */
@Component
class OrderWriter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OrderWriter.class);

    /** Only how soon an idle writer notices that it shall stop; an order is taken the moment it comes. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** Starts before the web server and stops after it: its phases are {@code DEFAULT_PHASE} less 1024 and 2048. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final OrderIntake intake;
    private final Placement placement;
    private final OrderMetrics metrics;
    private final OrderingProperties properties;

    private volatile boolean running;
    private @Nullable Thread thread;

    OrderWriter(OrderIntake intake, Placement placement, OrderMetrics metrics, OrderingProperties properties) {
        this.intake = intake;
        this.placement = placement;
        this.metrics = metrics;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        running = true;
        intake.open();
        thread = Thread.ofPlatform().name("order-writer").start(this::run);
    }

    @Override
    public synchronized void stop() {
        intake.close();
        running = false;
        Thread writer = thread;
        if (writer == null) {
            return;
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        try {
            while (running || intake.depth() > 0) {
                List<WaitingOrder> group = intake.take(properties.maxBatch(), IDLE);
                if (!group.isEmpty()) {
                    place(group);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("Order writer was interrupted");
        }
    }

    private void place(List<WaitingOrder> group) {
        metrics.group(group.size());
        try {
            commit(group, properties.lockTimeout());
        } catch (Throwable e) {
            recover(group, e);
        }
    }

    private void commit(List<WaitingOrder> group, Duration lockTimeout) {
        List<PlaceOrderResult> results =
                placement.place(group.stream().map(WaitingOrder::command).toList(), lockTimeout);
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer(results.get(i));
        }
    }

    private void recover(List<WaitingOrder> group, Throwable e) {
        switch (PlacementFailure.of(e)) {
            case UNREACHABLE -> {
                log.warn("Orders not placed, the database cannot be reached orders={}", group.size(), e);
                group.forEach(waiting -> waiting.answer(new PlaceOrderResult.Busy()));
            }
            case UNCONFIRMED -> {
                log.warn("Orders not confirmed, the connection broke orders={}", group.size(), e);
                group.forEach(waiting -> waiting.answer(
                        new PlaceOrderResult.Unconfirmed(waiting.command().id())));
            }
            case LOCKED -> {
                log.warn("Products locked by somebody else orders={}", group.size());
                group.forEach(this::placeAlone);
            }
            case UNEXPECTED -> {
                log.warn("Group failed, placing its orders one by one orders={}", group.size(), e);
                group.forEach(this::placeAlone);
            }
        }
    }

    private void placeAlone(WaitingOrder waiting) {
        try {
            commit(List.of(waiting), properties.retryLockTimeout());
        } catch (Throwable e) {
            switch (PlacementFailure.of(e)) {
                case UNREACHABLE, LOCKED -> waiting.answer(new PlaceOrderResult.Busy());
                case UNCONFIRMED ->
                    waiting.answer(
                            new PlaceOrderResult.Unconfirmed(waiting.command().id()));
                case UNEXPECTED -> waiting.fail(e);
            }
        }
    }
}
