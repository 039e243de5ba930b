package io.commercebackbone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricNamesTests {

    @TempDir
    Path directory;

    private MetricNames names = new MetricNames(List.of());

    @BeforeEach
    void write() throws IOException {
        names = MetricNames.of(Files.writeString(directory.resolve("metrics.md"), """
                Not a row: `prose_total`.
                | name | type | unit |
                |---|---|---|
                | `a_total` | counter | x |
                | `b_seconds` | timer | seconds |
                | `c_seconds` | histogram | seconds |
                | `d_*`, `e_*` | | |
                """));
    }

    @Test
    void areThoseOfTheTablesAndWhatTheirTypesAdd() {
        assertThat(names.has("a_total")).isTrue();
        assertThat(names.has("b_seconds_max")).isTrue();
        assertThat(names.has("c_seconds_bucket")).isTrue();
        assertThat(names.has("e_anything")).isTrue();
        assertThat(names.has("up")).isTrue();
    }

    @Test
    void areNoOthers() {
        assertThat(names.has("prose_total")).isFalse();
        assertThat(names.has("a_total_count")).isFalse();
        assertThat(names.has("b_seconds")).isFalse();
        assertThat(names.has("b_seconds_bucket")).isFalse();
        assertThat(names.has("f_total")).isFalse();
    }
}
