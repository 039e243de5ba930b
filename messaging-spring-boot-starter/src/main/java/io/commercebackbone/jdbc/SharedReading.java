package io.commercebackbone.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Numbers of one query that several gauges show. It runs in five seconds once at most, however many ask; while the
 * database does not answer every number is {@code NaN}. Blocks for as long as the query takes. Thread-safe.
 */
public final class SharedReading {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String query;
    private double[] numbers = {};
    private Instant readAt = Instant.EPOCH;

    /** @param query gives one row of numbers */
    public SharedReading(JdbcTemplate jdbc, Clock clock, String query) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.query = query;
    }

    /** The number in a column of the row, from 1 on. */
    public synchronized double column(int column) {
        Instant now = clock.instant();
        if (readAt.plus(FRESH).isBefore(now)) {
            readAt = now;
            read();
        }
        return numbers.length < column ? Double.NaN : numbers[column - 1];
    }

    private void read() {
        try {
            jdbc.query(query, row -> {
                double[] found = new double[row.getMetaData().getColumnCount()];
                for (int i = 0; i < found.length; i++) {
                    found[i] = row.getDouble(i + 1);
                }
                numbers = found;
            });
        } catch (DataAccessException e) {
            Arrays.fill(numbers, Double.NaN);
        }
    }
}
