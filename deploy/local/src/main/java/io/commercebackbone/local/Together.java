package io.commercebackbone.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs calls at the same moment, or as many at a time as a test can bear. */
public final class Together {

    private Together() {}

    /** What two who ran at the same moment got. */
    public record Both<A, B>(A first, B second) {}

    /** Lets two go at once; throws what one of them threw. */
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

    /** Runs all of them, so many at a time, in their order, and returns their results in it. */
    public static <T> List<T> some(int atATime, List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(atATime)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }

    /** Lets all of them go at once and returns their results in order; throws what one of them threw. */
    public static <T> List<T> run(List<Callable<T>> calls) throws Exception {
        CountDownLatch ready = new CountDownLatch(calls.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = calls.stream()
                    .map(call -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return call.call();
                    }))
                    .toList();
            List<T> all = new ArrayList<>();
            for (Future<T> result : results) {
                all.add(result.get());
            }
            return all;
        }
    }

    /** The same with one call for each number below {@code times}. */
    public static <T> List<T> run(int times, IntFunction<T> call) throws Exception {
        return run(IntStream.range(0, times)
                .mapToObj(i -> (Callable<T>) () -> call.apply(i))
                .toList());
    }
}
