package io.commercebackbone.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseAwayTests {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53300", "57P01", "57P03", "57014", "55P03", "40P01", "40001"})
    void whatPassesIsWorthTryingAgain(String state) {
        assertThat(DatabaseAway.isCauseOf(new CannotCreateTransactionException("", new SQLException("", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42601", "40002", "XX000", ""})
    void whatWasAskedWronglyIsNot(String state) {
        assertThat(DatabaseAway.isCauseOf(new DataIntegrityViolationException("", new SQLException("", state))))
                .isFalse();
    }

    @Test
    void aPoolWithoutConnectionsIsAway() {
        assertThat(DatabaseAway.isCauseOf(new SQLTransientConnectionException("timed out")))
                .isTrue();
    }

    @Test
    void aFailureWithoutAnyOfTheDatabaseIsNot() {
        assertThat(DatabaseAway.isCauseOf(new IllegalStateException("bug"))).isFalse();
    }
}
