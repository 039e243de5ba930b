package io.commercebackbone.jdbc;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot answer just now from one that was asked something wrong. */
final class DatabaseAway {

    /** Connection failures, no resources left, shut down or starting; see PostgreSQL's error codes. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57");

    /** A row lock that was not to be had in time, a deadlock, a transaction that has to be done again. */
    private static final Set<String> STATES = Set.of("55P03", "40P01", "40001");

    private DatabaseAway() {}

    static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return isAway(sql);
            }
        }
        return false;
    }

    /** Where there is no state it is the pool that has no connection to give, or gave one that is closed. */
    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return state == null
                || STATES.contains(state)
                || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}
