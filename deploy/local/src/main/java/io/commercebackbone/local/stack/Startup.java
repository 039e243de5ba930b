package io.commercebackbone.local.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts many processes, each when those it needs answer and a few at a time. When one fails, or {@link #giveUp()} is
 * called, everything that this start-up started is stopped again; what ran before is left alone.
 */
final class Startup {

    private static final int AT_A_TIME = 3;

    private final Supervisor supervisor;
    private final Progress progress;
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private final ConcurrentLinkedDeque<StackProcess> started = new ConcurrentLinkedDeque<>();

    Startup(Supervisor supervisor, Progress progress) {
        this.supervisor = supervisor;
        this.progress = progress;
    }

    /**
     * Returns when all answer.
     *
     * @param processes none before those it needs
     * @throws StackProblem what kept the first one from starting
     */
    void start(List<StackProcess> processes) {
        processes.forEach(supervisor::checkPorts);
        Map<String, CompletableFuture<Void>> answering = new HashMap<>();
        try (ExecutorService starters = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (StackProcess process : processes) {
                CompletableFuture<?>[] needed =
                        process.needs().stream().map(answering::get).toArray(CompletableFuture[]::new);
                answering.put(
                        process.name(), CompletableFuture.allOf(needed).thenRunAsync(() -> start(process), starters));
            }
            CompletableFuture.allOf(answering.values().toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            giveUp();
            throw e.getCause() instanceof StackProblem problem ? problem : e;
        }
    }

    /** Stops what was started. */
    void giveUp() {
        givenUp.set(true);
        List.copyOf(started).parallelStream().forEach(supervisor::stop);
    }

    private void start(StackProcess process) {
        if (givenUp.get()) {
            throw new StackProblem("given up");
        }
        double begin = progress.seconds();
        boolean ran = supervisor.find(process).isPresent();
        if (!ran) {
            started.addFirst(process);
        }
        try {
            supervisor.start(process, givenUp::get);
        } catch (StackProblem e) {
            givenUp.set(true);
            throw e;
        }
        progress.say(String.format(
                Locale.ROOT,
                "%-21s %s on port %d%s",
                process.name(),
                ran ? "runs already" : "ready",
                process.port(),
                ran ? "" : String.format(Locale.ROOT, " after %.1f s", progress.seconds() - begin)));
    }
}
