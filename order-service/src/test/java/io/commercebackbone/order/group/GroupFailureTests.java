package io.commercebackbone.order.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.CannotCreateTransactionException;

class GroupFailureTests {

    @ParameterizedTest
    @CsvSource({
        "08006,UNCONFIRMED",
        "08003,UNCONFIRMED",
        "57P01,UNCONFIRMED",
        "40003,UNCONFIRMED",
        "55P03,LOCKED",
        "40P01,LOCKED",
        "40001,LOCKED",
        "23514,UNEXPECTED",
        "57014,UNEXPECTED"
    })
    void readsTheStateOfTheDatabase(String sqlState, GroupFailure failure) {
        Throwable thrown = new IllegalStateException(new RuntimeException(new SQLException("failed", sqlState)));

        assertThat(GroupFailure.of(thrown)).isEqualTo(failure);
    }

    @Test
    void aTransactionThatNeverBeganDidNothing() {
        Throwable thrown = new CannotCreateTransactionException("no connection", new SQLException("refused", "08001"));

        assertThat(GroupFailure.of(thrown)).isEqualTo(GroupFailure.UNREACHABLE);
    }

    @Test
    void whatIsNotOfTheDatabaseIsUnexpected() {
        assertThat(GroupFailure.of(new IllegalStateException("bug"))).isEqualTo(GroupFailure.UNEXPECTED);
    }

    @Test
    void aConnectionThatThePoolHasClosedIsABrokenOne() {
        Throwable thrown = new IllegalStateException("rollback failed", new SQLException("Connection is closed"));

        assertThat(GroupFailure.of(thrown)).isEqualTo(GroupFailure.UNCONFIRMED);
    }
}
