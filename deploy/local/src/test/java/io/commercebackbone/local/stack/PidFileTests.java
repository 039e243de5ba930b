package io.commercebackbone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTests {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("pid");
    }

    @Test
    void findsTheProcessThatItWasToldOf() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        new PidFile(file).write(self);

        assertThat(new PidFile(file).process()).contains(self);
    }

    @Test
    void doesNotTakeAProcessThatGotThePidLaterForItsOwn() throws IOException {
        new PidFile(file).write(ProcessHandle.current());
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(1) + "1"));

        assertThat(new PidFile(file).process()).isEmpty();
    }

    @Test
    void findsNothingOnceTheProcessHasEnded() throws Exception {
        Process ended = new ProcessBuilder("cat").start();
        new PidFile(file).write(ended.toHandle());
        assertThat(new PidFile(file).process()).isPresent();

        ended.destroyForcibly().waitFor();

        assertThat(new PidFile(file).process()).isEmpty();
    }

    @Test
    void findsNothingInAFileThatIsMissingOrDamaged() throws IOException {
        assertThat(new PidFile(file).process()).isEmpty();
        Files.writeString(file, "12");
        assertThat(new PidFile(file).process()).isEmpty();
        Files.writeString(file, "twelve\nticks 1\n");
        assertThat(new PidFile(file).process()).isEmpty();
    }
}
