package io.commercebackbone.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every event demands of its fields: a body that lacks one is not that event and must not become one. */
final class Require {

    private Require() {}

    static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static void positive(int value, String field) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " must be 1 or more but is " + value);
        }
    }

    static <T> List<T> notEmpty(@Nullable List<T> values, String field) {
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
        return List.copyOf(values);
    }
}
