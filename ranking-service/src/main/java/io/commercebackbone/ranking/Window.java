package io.commercebackbone.ranking;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The days that a ranking looks back on: so many calendar days, today included. */
enum Window {
    TODAY("today", 1),
    DAYS_3("3d", 3),
    DAYS_7("7d", 7),
    DAYS_30("30d", 30);

    static final Window LONGEST = DAYS_30;

    private final String label;
    private final int days;

    Window(String label, int days) {
        this.label = label;
        this.days = days;
    }

    /**
     * The window that clients call {@code label}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Window of(String label) {
        return Arrays.stream(values())
                .filter(it -> it.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("window must be one of "
                        + Stream.of(values()).map(Window::label).toList()));
    }

    @JsonValue
    String label() {
        return label;
    }

    Duration length() {
        return Duration.ofDays(days);
    }

    /** The window's days as seen on {@code today}, the latest first. */
    List<LocalDate> daysUntil(LocalDate today) {
        return Stream.iterate(today, day -> day.minusDays(1)).limit(days).toList();
    }
}
