package io.commercebackbone.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The command {@code deploy/local/stack}. It ends with 0, or with 1 after saying in one line what to do. */
final class StackCommand {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private final Layout layout;
    private final StackTable table;
    private final Supervisor supervisor;
    private final Progress progress;

    private StackCommand(Layout layout) {
        this.layout = layout;
        table = new StackTable(layout, new StackPorts(System.getenv()));
        supervisor = new Supervisor(layout, START_LIMIT);
        progress = new Progress(System.out);
    }

    /**
     * Runs one command.
     *
     * @param arguments the project's directory, then the words of the command
     */
    public static void main(String[] arguments) {
        try {
            Request request = Request.parse(Arrays.asList(arguments).subList(1, arguments.length));
            Layout layout = new Layout(Path.of(arguments[0]));
            layout.create();
            new StackCommand(layout).run(request);
        } catch (StackProblem e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            fail(e + ": check the disk and the permissions, then try again");
        }
    }

    private static void fail(String line) {
        System.err.println("stack: " + line);
        System.exit(1);
    }

    private void run(Request request) throws IOException {
        switch (request) {
            case Request.Up up -> alone(() -> new Up(layout, table, supervisor, progress).run(up));
            case Request.Down down -> alone(() -> new Down(table, supervisor, progress).run());
            case Request.Status status -> new Status(table, supervisor).lines().forEach(System.out::println);
            case Request.Start start -> alone(() -> start(table.named(start.name())));
            case Request.Stop stop -> ended(stop.name(), supervisor.stop(table.named(stop.name())));
            case Request.Kill kill -> ended(kill.name(), supervisor.kill(table.named(kill.name())));
            case Request.Logs logs -> print(layout.log(table.named(logs.name()).name()), logs.follow());
            case Request.Token token -> print(token);
        }
    }

    private void start(StackProcess process) {
        boolean ran = supervisor.find(process).isPresent();
        supervisor.start(process, () -> false);
        System.out.println(process.name() + (ran ? " runs already" : " is ready") + " on port " + process.port());
    }

    private static void ended(String name, boolean ran) {
        System.out.println(name + (ran ? " has ended" : " was not running"));
    }

    private void print(Request.Token token) {
        try (Shop shop = new Shop(table.url("gateway"), table.url("issuer"))) {
            System.out.println(shop.token(token.user(), token.admin()));
        }
    }

    private static void print(Path log, boolean follow) throws IOException {
        if (!Files.exists(log)) {
            throw new StackProblem("nothing was logged to " + log + " yet");
        }
        List<String> command =
                follow ? List.of("tail", "-n", "200", "-f", log.toString()) : List.of("cat", log.toString());
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps two commands that start or stop processes from running at the same time. */
    private void alone(Step step) throws IOException {
        Path file = layout.state().resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new StackProblem("another stack command is at work on this directory: wait until it has ended");
            }
            step.run();
        }
    }

    /** Part of a command. */
    private interface Step {
        void run() throws IOException;
    }
}
