package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.k8s.migrations.Expansion;
import io.commercebackbone.k8s.migrations.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old and new versions of a service run side by side during an upgrade, on one schema. */
class MigrationsTests {

    @Test
    void migrationsLetTheVersionBeforeRunOn() throws IOException {
        List<Migration> all = Migration.all(Path.of("../.."));
        assertThat(all).hasSizeGreaterThan(5);
        assertThat(all.stream().flatMap(it -> Expansion.disturbances(it).stream()))
                .as("add to migrations.txt why it disturbs nobody, or expand first and contract a release later")
                .containsExactlyInAnyOrderElementsOf(explained());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table orders drop column note;",
                "alter table orders rename column note to remark;",
                "alter table orders add column a text, add column b text not null;",
                "alter table orders alter column note set not null;",
                "alter table orders alter column note type integer using note::integer;",
                "alter table orders add constraint positive check (a > 0);",
                "create unique index by_note on orders (note);",
                "create index by_note on orders (note);",
                "drop table orders;",
                "update orders set note = '' where note is null;"
            })
    void whatTakesAwayOrForbidsIsFound(String script) {
        assertThat(Expansion.disturbances(Migration.of("order-service", "V9__x.sql", script)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table notes (id uuid primary key, text text not null); create index by_text on notes (text);",
                "alter table orders add column a text, add column b numeric(19, 2) not null default 0;",
                "alter table orders add constraint positive check (a > 0) not valid;",
                "alter table orders validate constraint positive;",
                "create index concurrently by_note on orders (note);",
                "-- drop table orders;\nselect 'drop table orders; drop table orders'"
            })
    void whatOnlyAddsIsNot(String script) {
        assertThat(Expansion.disturbances(Migration.of("order-service", "V9__x.sql", script)))
                .isEmpty();
    }

    private static List<String> explained() throws IOException {
        return Files.readAllLines(Path.of("migrations.txt")).stream()
                .filter(it -> !it.isBlank() && !it.startsWith("#"))
                .peek(it -> assertThat(it).as("a reason").contains(" = "))
                .map(it -> it.substring(0, it.indexOf(" = ")))
                .toList();
    }
}
