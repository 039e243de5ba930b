package io.commercebackbone.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.books.Finding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChecksTests {

    private static final Finding LOST = new Finding("lost", "order 1", "nobody has it");

    @AfterEach
    void goOn() {
        Thread.interrupted();
    }

    @Test
    void tellsWhatACheckFound() {
        assertThat(Checks.found("books", () -> List.of(LOST))).containsExactly(LOST);
    }

    @Test
    void tellsThatSomethingCouldNotBeLookedAtAndWhy() {
        List<Finding> found = Checks.found("books", () -> {
            throw new IOException("away", new IllegalStateException("killed"));
        });

        assertThat(found)
                .containsExactly(new Finding(
                        Finding.NOT_CHECKED,
                        "books",
                        "java.io.IOException: away: java.lang.IllegalStateException: killed"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aThreadThatIsToEndStillKnowsIt() {
        List<Finding> found = Checks.found("books", () -> {
            throw new InterruptedException("told to end");
        });

        assertThat(found).extracting(Finding::rule).containsExactly(Finding.NOT_CHECKED);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
