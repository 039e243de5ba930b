package io.commercebackbone.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookTests {

    /** The one query that the played Prometheus has values for. */
    private static final String KNOWN = "sum(a{b=\"c d\"})";

    @TempDir
    private Path observed;

    private PlayedPrometheus played;

    @BeforeEach
    void start() throws IOException {
        played = new PlayedPrometheus();
        played.targets = "[" + target("up", "") + "]";
        played.rules = "[{\"name\":\"Late\",\"health\":\"ok\"}]";
        Files.createDirectory(observed.resolve("dashboards"));
        Files.createDirectory(observed.resolve("rules"));
        dashboard(KNOWN);
    }

    @AfterEach
    void stop() {
        played.close();
    }

    @Test
    void findsNothingWrongWhereAllIsThere() {
        Look look = look();

        assertThat(look.wrong()).isEmpty();
        assertThat(look.seen())
                .containsExactly(
                        "1 targets, of which 1 are up",
                        "1 rules, of which 1 are ok",
                        "1 queries, of which 1 give values");
    }

    @Test
    void namesATargetThatIsDown() {
        played.targets = "[" + target("down", "connection refused") + "]";

        assertThat(look().wrong()).containsExactly("target gateway at gateway:9080 is down: connection refused");
    }

    @Test
    void namesARuleThatCannotBeEvaluated() {
        played.rules = "[{\"name\":\"Late\",\"health\":\"err\",\"lastError\":\"many-to-many\"}]";

        assertThat(look().wrong()).containsExactly("rule Late is err: many-to-many");
    }

    @Test
    void isNotContentWithNothing() {
        played.targets = "[]";
        played.rules = "[]";

        assertThat(look().wrong()).containsExactly("no target", "no rule");
    }

    @Test
    void namesAQueryThatIsRefused() throws IOException {
        dashboard("sum(");

        assertThat(look().wrong()).containsExactly("refused, parse error: Board, Panel: sum(");
    }

    @Test
    void holdsOnlyWhatBrokersSayToBeThereInAnyCase() throws IOException {
        played.empty = true;
        dashboard("sum(refunds)");
        assertThat(look().wrong()).isEmpty();
        assertThat(look().seen()).contains("no value: Board, Panel: sum(refunds)");

        dashboard("sum(kafka_log_size)");
        assertThat(look().wrong()).containsExactly("no value: Board, Panel: sum(kafka_log_size)");
    }

    private Look look() {
        return Look.at(played.address(), observed, Duration.ofMillis(1));
    }

    private void dashboard(String expression) throws IOException {
        Files.writeString(
                observed.resolve("dashboards").resolve("board.json"), """
                {"title":"Board","panels":[{"title":"Panel","targets":[{"expr":"%s"}]}]}
                """.formatted(expression.replace("\"", "\\\"")));
    }

    private static String target(String health, String error) {
        return """
                {"labels":{"job":"gateway","instance":"gateway:9080"},"health":"%s","lastError":"%s"}
                """.formatted(health, error);
    }
}
