package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

    private static LocalPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilled() throws SQLException {
        String url = postgres.createDatabase("killed");
        execute(url, "killed", "create table t (n int)");
        execute(url, "killed", "insert into t values (42)");
        int port = postgres.port();

        postgres.kill();
        assertThat(postgres.running()).isFalse();
        assertThatThrownBy(() -> query(url, "killed", "select n from t")).isInstanceOf(SQLException.class);
        postgres.restart();

        assertThat(postgres.port()).isEqualTo(port);
        assertThat(query(url, "killed", "select n from t")).isEqualTo("42");
    }

    @Test
    void answersNothingWhilePausedAndGoesOnAfterwards() throws SQLException {
        String url = postgres.createDatabase("paused");

        postgres.pause();
        assertThatThrownBy(() -> query(url + "?connectTimeout=1&loginTimeout=1", "paused", "select 1"))
                .isInstanceOf(SQLException.class);
        assertThat(postgres.running()).isTrue();
        postgres.resume();

        assertThat(query(url, "paused", "select 1")).isEqualTo("1");
    }

    @Test
    void freezesOpenConnectionsToo() throws SQLException {
        String url = postgres.createDatabase("frozen") + "?socketTimeout=1";
        try (Connection open = DriverManager.getConnection(url, "frozen", "frozen");
                Statement statement = open.createStatement()) {
            postgres.pause();
            assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
        } finally {
            postgres.resume();
        }
    }

    @Test
    void isDurable() throws SQLException {
        String url = postgres.jdbcUrl("postgres");
        assertThat(query(url, postgres.username(), "show fsync")).isEqualTo("on");
        assertThat(query(url, postgres.username(), "show synchronous_commit")).isEqualTo("on");
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void createsADatabaseOnce() {
        assertThat(postgres.createDatabase("twice")).isEqualTo(postgres.createDatabase("twice"));
    }

    @Test
    void refusesADatabaseNameThatIsNotPlain() {
        assertThatThrownBy(() -> postgres.createDatabase("x; drop table y"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsAGivenDataDirectoryWhenItIsClosed(@TempDir Path directory) throws SQLException {
        Path data = directory.resolve("postgres");
        try (LocalPostgres first = LocalPostgres.start(Ports.free(), data)) {
            execute(first.createDatabase("kept"), "kept", "create table t as select 7 as n");
        }
        try (LocalPostgres second = LocalPostgres.start(Ports.free(), data)) {
            assertThat(query(second.jdbcUrl("kept"), "kept", "select n from t")).isEqualTo("7");
        }
    }

    private static void execute(String url, String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, user);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String url, String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, user);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
