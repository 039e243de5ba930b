package io.commercebackbone.local.stack;

import io.commercebackbone.local.Commands;
import io.commercebackbone.local.Health;
import io.commercebackbone.local.Program;
import java.util.List;

/**
 * The program that stands in for the outside data platform, run from this command's own class path.
 *
 * @param port its HTTP port
 */
record StandInProgram(int port) implements Program {

    @Override
    public String name() {
        return "data-platform";
    }

    @Override
    public List<String> command() {
        return List.of(
                Commands.java(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DataPlatform.class.getName(),
                Integer.toString(port));
    }

    @Override
    public boolean answers() {
        return Health.ok(port, DataPlatform.HEALTH);
    }
}
