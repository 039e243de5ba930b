package io.commercebackbone.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs calls at the same moment. */
public final class Together {

    private Together() {}

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
