package io.commercebackbone.order.group;

import io.commercebackbone.idempotency.KeyTaken;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;

/** What is known when the transaction of a group has failed. */
enum GroupFailure {
    /** The database could not be reached: nothing was done, and nothing would be by trying again at once. */
    UNREACHABLE,
    /** The connection broke on the way: the whole group was done, or none of it. */
    UNCONFIRMED,
    /** A row lock was not to be had in time: nothing was done. */
    LOCKED,
    /** Another instance has answered one of the commands' requests: nothing was done. */
    ANSWERED,
    /** Something nobody expected, most likely the fault of one command: nothing was done. */
    UNEXPECTED;

    private static final String NO_CONNECTION = "08003";

    static GroupFailure of(Throwable failure) {
        if (failure instanceof CannotCreateTransactionException) {
            return UNREACHABLE;
        }
        if (KeyTaken.isCauseOf(failure)) {
            return ANSWERED;
        }
        String state = sqlState(failure);
        return switch (state) {
            case "55P03", "40P01", "40001" -> LOCKED;
            case "40003" -> UNCONFIRMED;
            default -> state.startsWith("08") || state.startsWith("57P") ? UNCONFIRMED : UNEXPECTED;
        };
    }

    /** The state that the database gave; where it gave none it is the pool that says the connection is gone. */
    private static String sqlState(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return sql.getSQLState() == null ? NO_CONNECTION : sql.getSQLState();
            }
        }
        return "";
    }
}
