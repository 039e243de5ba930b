package io.commercebackbone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTests {

    private static final UUID USER = UUID.fromString("0198c6b2-0000-7000-8000-000000000007");

    @Test
    void readsEveryCommand() {
        assertThat(parse("up")).isEqualTo(new Request.Up(false, false, false));
        assertThat(parse("up --fresh")).isEqualTo(new Request.Up(true, false, false));
        assertThat(parse("up --observe")).isEqualTo(new Request.Up(false, true, false));
        assertThat(parse("up --peak")).isEqualTo(new Request.Up(false, false, true));
        assertThat(parse("up --peak --observe --fresh")).isEqualTo(new Request.Up(true, true, true));
        assertThat(parse("down")).isEqualTo(new Request.Down());
        assertThat(parse("status")).isEqualTo(new Request.Status());
        assertThat(parse("start kafka")).isEqualTo(new Request.Start("kafka"));
        assertThat(parse("stop kafka")).isEqualTo(new Request.Stop("kafka"));
        assertThat(parse("kill kafka")).isEqualTo(new Request.Kill("kafka"));
        assertThat(parse("logs kafka")).isEqualTo(new Request.Logs("kafka", false));
        assertThat(parse("logs kafka -f")).isEqualTo(new Request.Logs("kafka", true));
    }

    @Test
    void readsWhoATokenIsFor() {
        assertThat(parse("token")).isEqualTo(new Request.Token(Request.DEMO_USER, false));
        assertThat(parse("token --admin")).isEqualTo(new Request.Token(Request.DEMO_USER, true));
        assertThat(parse("token --admin --user " + USER)).isEqualTo(new Request.Token(USER, true));
        assertThat(parse("token --user " + USER)).isEqualTo(new Request.Token(USER, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "restart",
                "up --hard",
                "up --fresh --hard",
                "up --observe --observe",
                "down now",
                "status -v",
                "start",
                "stop kafka redis",
                "logs",
                "logs kafka -n",
                "token --user",
                "token --user me",
                "token root"
            })
    void refusesAnythingElse(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(StackProblem.class);
    }

    private static Request parse(String line) {
        return Request.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    }
}
