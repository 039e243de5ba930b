package io.commercebackbone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Commands;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {

    private static final String RUNS = "echo started; touch \"$1\"; exec sleep 300";
    private static final String STUBBORN = "trap '' TERM; touch \"$1\"; while :; do sleep 1; done";
    private static final String DIES = "echo no luck; exit 3";

    @TempDir
    Path root;

    private final List<StackProcess> made = new ArrayList<>();
    private Layout layout;
    private Supervisor supervisor;

    @BeforeEach
    void lay() throws IOException {
        layout = new Layout(root);
        layout.create();
        supervisor = new Supervisor(layout, Duration.ofSeconds(10));
    }

    @AfterEach
    void end() {
        made.forEach(supervisor::kill);
    }

    @Test
    void startsAProcessThatAnotherSupervisorFindsAndStops() throws IOException {
        StackProcess process = process("plain", RUNS);

        start(process);

        Supervisor other = new Supervisor(layout, Duration.ofSeconds(10));
        assertThat(other.find(process))
                .get()
                .satisfies(handle -> assertThat(handle.isAlive()).isTrue());
        assertThat(Files.readString(layout.log("plain"))).isEqualTo("started\n");
        assertThat(other.stop(process)).isTrue();
        assertThat(supervisor.find(process)).isEmpty();
        assertThat(other.stop(process)).isFalse();
    }

    @Test
    void startsNothingTwice() {
        StackProcess process = process("once", RUNS);
        start(process);
        ProcessHandle first = supervisor.find(process).orElseThrow();

        start(process);

        assertThat(supervisor.find(process)).contains(first);
    }

    @Test
    void givesAProcessASessionOfItsOwn() throws IOException {
        StackProcess process = process("session", RUNS);
        start(process);
        long pid = supervisor.find(process).orElseThrow().pid();

        String session = Commands.run(List.of("ps", "-o", "sid=", "-p", Long.toString(pid)));

        assertThat(session.strip()).isEqualTo(Long.toString(pid));
    }

    @Test
    void killsAtOnceWhatIgnoresOtherSignals() {
        StackProcess process = process("stubborn", STUBBORN);
        start(process);
        ProcessHandle handle = supervisor.find(process).orElseThrow();

        assertThat(supervisor.kill(process)).isTrue();

        assertThat(PidFile.birth(handle)).isEmpty();
        assertThat(supervisor.kill(process)).isFalse();
    }

    @Test
    void saysInOneLineWhereToReadWhyAProcessDied() {
        StackProcess process = process("doomed", DIES);

        assertThatThrownBy(() -> start(process))
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("doomed ended while it was starting")
                .hasMessageContaining(layout.log("doomed").toString())
                .message()
                .hasLineCount(1);
        assertThat(layout.log("doomed")).hasContent("no luck");
    }

    @Test
    void endsAProcessThatNeverAnswers() {
        Supervisor impatient = new Supervisor(layout, Duration.ofMillis(200));
        StackProcess process = process("mute", "exec sleep 300");

        assertThatThrownBy(() -> impatient.start(process, () -> false))
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("mute did not get ready");
        assertThat(impatient.find(process)).isEmpty();
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        StackProcess process = process("blocked", RUNS);
        try (ServerSocket other = new ServerSocket(process.port(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> start(process))
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " of blocked is in use")
                    .hasMessageContaining("STACK_PORT_BLOCKED");
        }
        assertThat(supervisor.find(process)).isEmpty();
    }

    @Test
    void stopsWhatItStartedWhenOneFailsAndLeavesWhatRanBefore() {
        StackProcess before = process("before", RUNS);
        start(before);
        StackProcess first = process("first", RUNS);
        StackProcess second = process("second", DIES, "first");
        StackProcess third = process("third", RUNS, "second");
        Startup startup = new Startup(supervisor, new Progress(new PrintStream(OutputStream.nullOutputStream())));

        assertThatThrownBy(() -> startup.start(List.of(before, first, second, third)))
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("second ended");

        await().until(() -> supervisor.find(first).isEmpty());
        assertThat(supervisor.find(third)).isEmpty();
        assertThat(supervisor.find(before)).isPresent();
    }

    @Test
    void startsAProcessOnlyWhenThoseItNeedsAnswer() {
        StackProcess first = process("needed", RUNS);
        StackProcess second =
                process("needing", "test -e \"${1%needing}needed\" && touch \"$1\" && exec sleep 300", "needed");

        new Startup(supervisor, new Progress(new PrintStream(OutputStream.nullOutputStream())))
                .start(List.of(first, second));

        assertThat(supervisor.find(first)).isPresent();
        assertThat(supervisor.find(second)).isPresent();
    }

    @Test
    void tellsWhatRunsAndWhatAnswersInBlankSeparatedLines() {
        StackProcess process = process("visible", RUNS);
        start(process);

        String line = Status.line(process, supervisor);

        assertThat(line.split(" +", -1))
                .containsExactly(
                        "visible",
                        Long.toString(supervisor.find(process).orElseThrow().pid()),
                        Integer.toString(process.port()),
                        "up");
        supervisor.kill(process);
        assertThat(Status.line(process, supervisor).split(" +", -1))
                .containsExactly("visible", "-", Integer.toString(process.port()), "down");
    }

    @Test
    void knowsWhatWasStartedUntilItIsStoppedAlsoWhenItDies() {
        StackProcess process = process("onlooker", RUNS);
        assertThat(supervisor.knows(process)).isFalse();
        start(process);
        supervisor.find(process).orElseThrow().destroyForcibly();
        await().until(() -> supervisor.find(process).isEmpty());

        assertThat(supervisor.knows(process)).isTrue();
        start(process);
        supervisor.stop(process);
        assertThat(supervisor.knows(process)).isFalse();
    }

    private StackProcess process(String name, String script, String... needs) {
        StackProcess process = ShellProgram.process(name, root, script, needs);
        made.add(process);
        return process;
    }

    private void start(StackProcess process) {
        supervisor.start(process, () -> false);
    }
}
