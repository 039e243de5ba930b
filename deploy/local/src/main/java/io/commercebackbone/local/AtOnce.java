package io.commercebackbone.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Does things at the same time that may need each other, each in a thread of its own: the JVM's common pool has one thread
 * where there are two cores, and does them one after the other.
 */
public final class AtOnce {

    private AtOnce() {}

    /**
     * Returns when all are done.
     *
     * @throws java.util.concurrent.CompletionException if one failed, with its failure; the others are done then, too
     */
    public static void run(Stream<Runnable> tasks) {
        get(tasks.map(task -> () -> {
            task.run();
            return task;
        }));
    }

    /** The same for what gives something: in the order of the tasks. */
    public static <T> List<T> get(Stream<Supplier<T>> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> running = tasks.map(task -> CompletableFuture.supplyAsync(task, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }
}
