package io.commercebackbone.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Commits together what many threads want at the same time. One thread takes whatever has queued up, in the order in
 * which it came, and runs it as one transaction; what comes alone goes at once, nothing waits for a group to fill.
 *
 * <p>A group that fails, for whatever reason and whether or not its commit is known, is done again one by one, each by
 * the thread that wants it: so a command must be safe to repeat, and gets there the error that is its own. The same
 * happens to what finds the queue full, comes while the service stops, or has waited too long.
 */
public final class GroupCommit<C, R> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** Only how soon an idle thread notices that it shall stop; a command is taken the moment it comes. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** Starts before the web server and stops after it: its phases are {@code DEFAULT_PHASE} less 1024 and 2048. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private static final int QUEUED_GROUPS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final int most;
    private final Group<C, R> together;
    private final Function<C, R> alone;
    private final BlockingQueue<Waiting<C, R>> queue;

    private volatile boolean running;
    private @Nullable Thread thread;

    /** Runs commands as one transaction: a result for each, in their order, or an exception and nothing is changed. */
    public interface Group<C, R> {
        List<R> commit(List<C> commands);
    }

    /**
     * A group commit that has not started.
     *
     * @param name of its thread
     * @param most how many commands share a transaction at most; with 1 each goes alone, on the thread that wants it
     * @param alone runs one command in a transaction of its own; safe to call for one that a group has run
     */
    public GroupCommit(String name, int most, Group<C, R> together, Function<C, R> alone) {
        this.name = name;
        this.most = most;
        this.together = together;
        this.alone = alone;
        this.queue = new ArrayBlockingQueue<>(QUEUED_GROUPS * most);
    }

    /**
     * Runs a command and returns when it is committed. Must not be called in a transaction.
     *
     * @throws RuntimeException what running it alone has thrown
     */
    public R run(C command) {
        Waiting<C, R> waiting = new Waiting<>(command);
        if (most > 1 && running && queue.offer(waiting)) {
            return waiting.await().orElseGet(() -> alone.apply(command));
        }
        return alone.apply(command);
    }

    /** How many commands wait for the next group. */
    public int depth() {
        return queue.size();
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).start(this::work);
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread working = thread;
        if (working == null) {
            return;
        }
        try {
            working.join();
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

    private void work() {
        try {
            while (running || !queue.isEmpty()) {
                List<Waiting<C, R>> group = take();
                if (!group.isEmpty()) {
                    commit(group);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("{} was interrupted", name);
        }
    }

    private List<Waiting<C, R>> take() throws InterruptedException {
        Waiting<C, R> first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Waiting<C, R>> group = new ArrayList<>();
        group.add(first);
        queue.drainTo(group, most - 1);
        group.removeIf(waiting -> !waiting.take());
        return group;
    }

    private void commit(List<Waiting<C, R>> group) {
        try {
            List<R> results =
                    together.commit(group.stream().map(Waiting::command).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer(Optional.of(results.get(i)));
            }
        } catch (Throwable e) {
            log.info("{}: group not committed, each goes alone size={}: {}", name, group.size(), e.toString());
            group.forEach(waiting -> waiting.answer(Optional.empty()));
        }
    }

    /** A command on its way to the group's thread, and the answer on its way back. */
    private static final class Waiting<C, R> {

        private final C command;
        private final CompletableFuture<Optional<R>> answer = new CompletableFuture<>();
        private boolean taken;
        private boolean withdrawn;

        Waiting(C command) {
            this.command = command;
        }

        C command() {
            return command;
        }

        /** The group takes it, unless its thread has given up waiting. */
        synchronized boolean take() {
            taken = !withdrawn;
            return taken;
        }

        private synchronized boolean withdraw() {
            withdrawn = !taken;
            return withdrawn;
        }

        void answer(Optional<R> given) {
            answer.complete(given);
        }

        /**
         * Empty if it has to go alone. Once taken it is answered for certain, within the time-outs of the database.
         */
        Optional<R> await() {
            try {
                return answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return withdraw() ? Optional.empty() : answer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return withdraw() ? Optional.empty() : answer.join();
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody fails it", e);
            }
        }
    }
}
