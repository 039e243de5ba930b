package io.commercebackbone.dataplatform;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or a date in the format that HTTP prescribes. */
final class RetryAfter {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RetryAfter() {}

    /**
     * How long to wait: a second at least, {@code longest} at most; null if the header says nothing understandable.
     */
    static @Nullable Duration of(@Nullable String header, Instant now, Duration longest) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (!value.isEmpty() && value.chars().allMatch(it -> it >= '0' && it <= '9')) {
            return value.length() > 9 ? longest : within(Duration.ofSeconds(Long.parseLong(value)), longest);
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return within(Duration.between(now, date), longest);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static Duration within(Duration asked, Duration longest) {
        Duration most = longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest;
        return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(most) > 0 ? most : asked;
    }
}
