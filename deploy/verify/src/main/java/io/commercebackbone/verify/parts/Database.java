package io.commercebackbone.verify.parts;

import io.commercebackbone.verify.books.Books;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A service's database, as its owner sees it from outside. A server that does not answer is an {@link SQLException}
 * within half a minute.
 */
public record Database(String url, String user, String password) implements Books.Database {

    @Override
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "verify");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(url, properties);
    }
}
