package io.commercebackbone.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterCommandTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void saysHowItIsUsed() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--registry")).isEqualTo(2);
        assertThat(run("--server", "http://localhost:1")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("usage: register --registry URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8091", "ftp://localhost", "http://", "not an address", ""})
    void refusesWhatIsNoAddress(String address) {
        assertThat(run("--registry", address)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("is no address of a registry");
    }

    private int run(String... arguments) {
        return RegisterCommand.run(List.of(arguments), List.of(), new PrintStream(out, true, StandardCharsets.UTF_8));
    }
}
