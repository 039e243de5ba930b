package io.commercebackbone.verify.books;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule about one database.
 *
 * @param sql selects subject and difference of whatever breaks it
 */
record SqlRule(String name, String sql) {

    List<Finding> check(Connection database) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                findings.add(new Finding(name, row.getString(1), row.getString(2)));
            }
        }
        return findings;
    }
}
