package io.commercebackbone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerOptionsTests {

    @Test
    void areForAQuickStartUntilAnotherChoiceIsMadeAndKept(@TempDir Path directory) throws Exception {
        Layout layout = new Layout(directory);
        layout.create();
        assertThat(layout.compilerOptions().peak()).isFalse();

        layout.compilerOptions().choose(true);
        layout.create();
        assertThat(layout.compilerOptions().peak()).isTrue();
        assertThat(layout.compilerOptions().file()).content().isEqualTo("-XX:TieredStopAtLevel=4");
    }

    @Test
    void areReadByEveryService() {
        Layout layout = new Layout(Path.of("/suite"));
        assertThat(new StackTable(layout, new StackPorts(Map.of())).all())
                .filteredOn(process -> process.program() instanceof ServiceProgram)
                .isNotEmpty()
                .allSatisfy(process -> assertThat(process.program().command())
                        .contains("@/suite/deploy/local/.stack/compiler.options"));
    }
}
