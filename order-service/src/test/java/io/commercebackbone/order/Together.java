package io.commercebackbone.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two who do something at the same moment, or many who do as much as they can. */
public final class Together {

    private Together() {}

    /** What both got. */
    public record Both<A, B>(A first, B second) {}

    public static <A, B> Both<A, B> race(Callable<A> first, Callable<B> second) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<A> one = threads.submit(() -> {
                start.await();
                return first.call();
            });
            Future<B> other = threads.submit(() -> {
                start.await();
                return second.call();
            });
            return new Both<>(one.get(), other.get());
        }
    }

    /** Runs all of them, so many at a time, in their order. */
    public static <T> List<T> run(int atATime, List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(atATime)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
