package io.commercebackbone.verify.observe;

import io.commercebackbone.observe.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Alert rules whose {@code for} and ranges are shorter by a factor, and which are the same otherwise.
 *
 * @param factor at least 1
 * @param leastRange no range becomes shorter than that: it has to hold some values
 */
record ShortenedRules(int factor, Duration leastRange) {

    private static final Pattern WAIT = Pattern.compile("(?m)^(\\s+for: )(\\d+)([smhd])$");
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+)([smhd])]");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    /** Writes a shortened copy of every rule file of one directory into another, which is made. */
    void copy(Path from, Path into) throws IOException {
        Files.createDirectories(into);
        for (Path file : Alert.files(from)) {
            Files.writeString(into.resolve(String.valueOf(file.getFileName())), shortened(Files.readString(file)));
        }
    }

    String shortened(String rules) {
        String waits = WAIT.matcher(rules).replaceAll(it -> it.group(1) + seconds(it, 2, Duration.ofSeconds(1)) + "s");
        return RANGE.matcher(waits).replaceAll(it -> "[" + seconds(it, 1, leastRange) + "s]");
    }

    private long seconds(MatchResult duration, int at, Duration least) {
        long whole = UNITS.getOrDefault(duration.group(at + 1), Duration.ZERO)
                .multipliedBy(Long.parseLong(duration.group(at)))
                .toSeconds();
        return Math.max(least.toSeconds(), whole / factor);
    }
}
