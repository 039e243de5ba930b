package io.commercebackbone.local.stack;

import io.commercebackbone.local.Commands;
import io.commercebackbone.local.Health;
import io.commercebackbone.local.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * A small program of this module, run from this command's own class path.
 *
 * @param port its HTTP port, which its main method takes as the first argument
 * @param main the class with its main method
 * @param health answers 200 on that path when it is there
 * @param arguments of its main method behind the port
 */
record OwnProgram(String name, int port, Class<?> main, String health, List<String> arguments) implements Program {

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Commands.java(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                Integer.toString(port)));
        command.addAll(arguments);
        return command;
    }

    @Override
    public boolean answers() {
        return Health.ok(port, health);
    }
}
