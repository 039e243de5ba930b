package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AtOnceTests {

    @Test
    void moreThanThereAreCoresMayWaitForEachOther() {
        int tasks = 2 * Runtime.getRuntime().availableProcessors() + 1;
        CountDownLatch all = new CountDownLatch(tasks);

        assertThat(AtOnce.get(IntStream.range(0, tasks).mapToObj(it -> () -> arrived(all, it))))
                .isEqualTo(IntStream.range(0, tasks).boxed().toList());
    }

    @Test
    void aFailureIsToldWhenTheOthersAreDone() {
        AtomicInteger done = new AtomicInteger();

        assertThatThrownBy(() -> AtOnce.run(Stream.of(
                        () -> {
                            throw new IllegalStateException("one failed");
                        },
                        done::incrementAndGet)))
                .hasRootCauseMessage("one failed");
        assertThat(done).hasValue(1);
    }

    private static int arrived(CountDownLatch all, int number) {
        all.countDown();
        try {
            assertThat(all.await(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return number;
    }
}
