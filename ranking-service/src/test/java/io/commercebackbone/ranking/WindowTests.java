package io.commercebackbone.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WindowTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @Test
    void endsToday() {
        assertThat(Window.TODAY.daysUntil(TODAY)).containsExactly(TODAY);
        assertThat(Window.of("3d").daysUntil(TODAY))
                .containsExactly(TODAY, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 2, 28));
        assertThat(Window.of("30d").daysUntil(TODAY)).hasSize(30).endsWith(LocalDate.of(2026, 2, 1));
    }

    @Test
    void namesTheKnownWindowsWhenAskedForAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.of("1y"))
                .withMessage("window must be one of [today, 3d, 7d, 30d]");
    }
}
