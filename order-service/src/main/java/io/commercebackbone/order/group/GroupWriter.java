package io.commercebackbone.order.group;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The one thread of this instance that does a kind of work. It takes what has queued up as a group and does it in one
 * transaction; a command that comes alone is done at once. A group that fails unexpectedly is done again one by one, so
 * that one bad command fails alone. Stopping does what is queued first.
 */
public final class GroupWriter<C, R> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

    /** Only how soon an idle writer notices that it shall stop; a command is taken the moment it comes. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** Starts before the web server and stops after it: its phases are {@code DEFAULT_PHASE} less 1024 and 2048. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final GroupWork<C, R> work;
    private final GroupSettings settings;
    private final Intake<C, R> intake;
    private final DistributionSummary groups;

    private volatile boolean running;
    private @Nullable Thread thread;

    /** A writer whose metrics begin with the settings' name: how full its groups and its queue are. */
    public GroupWriter(GroupWork<C, R> work, GroupSettings settings, MeterRegistry registry) {
        this.work = work;
        this.settings = settings;
        this.intake = new Intake<>(settings.queueCapacity());
        this.groups =
                DistributionSummary.builder(settings.name() + ".batch.size").register(registry);
        Gauge.builder(settings.name() + ".intake.depth", intake, Intake::depth).register(registry);
    }

    /**
     * Has a command done together with others that come at the same time, and waits for it, a bounded time. Commands are
     * done in the order in which they come here. Must not be called in a transaction.
     *
     * @throws IllegalStateException if it failed and nobody knows why; nothing was done
     */
    public R submit(C command) {
        return intake.offer(command)
                .map(waiting -> waiting.await(settings.answerTimeout(), work))
                .orElseGet(() -> work.busy(command));
    }

    /** How many wait now. */
    public int depth() {
        return intake.depth();
    }

    @Override
    public synchronized void start() {
        running = true;
        intake.open();
        thread = Thread.ofPlatform().name(settings.name() + "-writer").start(this::run);
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
                List<Waiting<C, R>> group = intake.take(settings.maxBatch(), IDLE);
                if (!group.isEmpty()) {
                    groups.record(group.size());
                    serve(group);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("Writer was interrupted writer={}", settings.name());
        }
    }

    private void serve(List<Waiting<C, R>> group) {
        try {
            commit(group, settings.lockTimeout());
        } catch (Throwable e) {
            recover(group, e);
        }
    }

    private void commit(List<Waiting<C, R>> group, Duration lockTimeout) {
        List<R> results = work.commit(group.stream().map(Waiting::command).toList(), lockTimeout);
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer(results.get(i));
        }
    }

    private void recover(List<Waiting<C, R>> group, Throwable e) {
        switch (GroupFailure.of(e)) {
            case UNREACHABLE -> {
                warn("the database cannot be reached", group, e);
                group.forEach(waiting -> waiting.answer(work.busy(waiting.command())));
            }
            case UNCONFIRMED -> {
                warn("the connection broke, nobody knows whether it was done", group, e);
                group.forEach(waiting -> waiting.answer(work.unconfirmed(waiting.command())));
            }
            case ANSWERED -> {
                log.info("Another instance was faster writer={} commands={}", settings.name(), group.size());
                group.forEach(this::serveAlone);
            }
            case LOCKED -> {
                log.warn("Rows are locked by somebody else writer={} commands={}", settings.name(), group.size());
                group.forEach(this::serveAlone);
            }
            case UNEXPECTED -> {
                warn("it is done again one by one", group, e);
                group.forEach(this::serveAlone);
            }
        }
    }

    private void warn(String what, List<Waiting<C, R>> group, Throwable e) {
        log.warn("Group failed, {} writer={} commands={}", what, settings.name(), group.size(), e);
    }

    private void serveAlone(Waiting<C, R> waiting) {
        try {
            commit(List.of(waiting), settings.retryLockTimeout());
        } catch (Throwable e) {
            switch (GroupFailure.of(e)) {
                case UNREACHABLE, LOCKED -> waiting.answer(work.busy(waiting.command()));
                case UNCONFIRMED -> waiting.answer(work.unconfirmed(waiting.command()));
                case ANSWERED, UNEXPECTED -> waiting.fail(e);
            }
        }
    }
}
