package io.commercebackbone.local.stack;

import io.commercebackbone.local.Ports;
import io.commercebackbone.local.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that does nothing but run: a shell script, which answers when the file of its name is there.
 *
 * @param answer the file
 */
record ShellProgram(String name, int port, Path answer, String script) implements Program {

    static StackProcess process(String name, Path directory, String script, String... needs) {
        return new StackProcess(new ShellProgram(name, Ports.free(), directory.resolve(name), script), List.of(needs));
    }

    @Override
    public List<String> command() {
        return List.of("sh", "-c", script, "sh", answer.toString());
    }

    @Override
    public boolean answers() {
        return Files.exists(answer);
    }
}
