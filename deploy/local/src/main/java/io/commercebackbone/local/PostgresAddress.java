package io.commercebackbone.local;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server somewhere, and its superuser.
 *
 * @param host name or address that it listens on
 * @param port port that it listens on
 */
public record PostgresAddress(String host, int port) {

    static final String SUPERUSER = "postgres";
    static final String PASSWORD = "postgres";
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** The JDBC URL of one of its databases, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Whether it executes a statement now. */
    public boolean answers() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Creates a database and a role that owns it, whose name and password are the database's name; does nothing when
     * they are there.
     *
     * @param name lower-case letters, digits and underscores
     * @throws IOException when the server refuses
     */
    public void createDatabase(String name) throws IOException {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + name + "'")) {
                statement.execute("create role " + name + " login password '" + name + "'");
            }
            if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
                statement.execute("create database " + name + " owner " + name);
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL did not create database " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Gives a role another password.
     *
     * @param password letters, digits and hyphens
     * @throws IOException when the server refuses
     */
    void changePassword(String role, String password) throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role " + role + " password '" + password + "'");
        } catch (SQLException e) {
            throw new IOException("PostgreSQL did not change the password of " + role + ": " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("loginTimeout", "2");
        return DriverManager.getConnection(jdbcUrl("postgres"), properties);
    }
}
