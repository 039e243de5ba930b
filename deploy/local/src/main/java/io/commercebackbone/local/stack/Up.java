package io.commercebackbone.local.stack;

import io.commercebackbone.local.Commands;
import io.commercebackbone.local.Directories;
import io.commercebackbone.local.ExecutableJar;
import io.commercebackbone.local.PrometheusProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Builds, starts and tries out the whole stack. */
final class Up {

    private final Layout layout;
    private final StackTable table;
    private final Supervisor supervisor;
    private final Progress progress;

    Up(Layout layout, StackTable table, Supervisor supervisor, Progress progress) {
        this.layout = layout;
        this.table = table;
        this.supervisor = supervisor;
        this.progress = progress;
    }

    /**
     * Returns when everything runs, the schemas are registered and one order has gone through.
     *
     * @param asked with what
     * @throws StackProblem when something is missing or does not start; what this call started is stopped then
     */
    void run(Request.Up asked) throws IOException {
        if (asked.observe() && PrometheusProgram.executable(System.getenv()).isEmpty()) {
            throw new StackProblem(PrometheusProgram.howToGetIt() + ", or leave --observe out");
        }
        List<StackProcess> wanted = asked.observe() ? table.everything() : table.all();
        if (asked.fresh()) {
            new Down(table, supervisor, progress).run();
            Directories.delete(layout.state().resolve("data"));
            layout.create();
            progress.say("all data wiped");
        }
        wanted.forEach(supervisor::checkPorts);
        new Build(layout, progress)
                .bringUpToDate(Stream.concat(services().map(ServiceProgram::module), Stream.of(schemas()))
                        .toList());
        stopWhatIsOutdated(asked.peak());
        start(wanted);
        registerSchemas();
        try (Shop shop = new Shop(table.url("gateway"), table.url("issuer"))) {
            String kafka = "127.0.0.1:" + table.named("kafka").port();
            new Demonstration(shop, kafka, table.url("data-platform"), progress).run();
        }
        progress.say("the stack is up and goes on in the background; `stack down` ends it");
        urls();
        if (asked.observe()) {
            String prometheus = table.url("prometheus");
            progress.detail("prometheus     " + prometheus + "/graph, alerts at " + prometheus + "/alerts");
        }
    }

    private void start(List<StackProcess> wanted) {
        Startup startup = new Startup(supervisor, progress);
        Thread interrupted = new Thread(startup::giveUp, "stop-what-was-started");
        Runtime.getRuntime().addShutdownHook(interrupted);
        startup.start(wanted);
        Runtime.getRuntime().removeShutdownHook(interrupted);
    }

    /** As a deployment does, and by the same program. */
    private void registerSchemas() throws IOException {
        Path jar = ExecutableJar.of(schemas()).orElseThrow(() -> new StackProblem(schemas() + " is not built"));
        try {
            Commands.run(List.of(
                    Commands.java(), "-Xmx64m", "-jar", jar.toString(), "--registry", table.url("schema-registry")));
        } catch (IOException e) {
            throw new StackProblem("the events' schemas cannot be registered: " + e.getMessage(), e);
        }
        progress.say("the events' schemas are registered");
    }

    private Path schemas() {
        return layout.module("deploy/schemas");
    }

    /** What still runs from a jar that is not the one last built, or compiles otherwise, is stopped to be started anew. */
    private void stopWhatIsOutdated(boolean peak) throws IOException {
        boolean otherwise = layout.compilerOptions().peak() != peak;
        for (StackProcess process : table.all()) {
            if (process.program() instanceof ServiceProgram service
                    && supervisor.find(process).isPresent()
                    && (otherwise || service.isOutdated())) {
                progress.say(
                        process.name() + (otherwise ? " compiles otherwise" : " was built anew") + " and is restarted");
                supervisor.stop(process);
            }
        }
        layout.compilerOptions().choose(peak);
    }

    private Stream<ServiceProgram> services() {
        return table.all().stream()
                .map(StackProcess::program)
                .filter(ServiceProgram.class::isInstance)
                .map(ServiceProgram.class::cast);
    }

    private void urls() {
        progress.detail("gateway        " + table.url("gateway"));
        progress.detail("token          deploy/local/stack token [--admin]   (from " + table.url("issuer") + ")");
        progress.detail("data platform  " + table.url("data-platform") + "/received");
        progress.detail("metrics        http://localhost:" + table.managementPort("gateway")
                + "/actuator/prometheus, and of each service 1000 above its port");
        progress.detail("kafka          localhost:" + table.named("kafka").port());
        int postgres = table.named("postgres").port();
        progress.detail("postgres       postgresql://orders:orders@localhost:" + postgres + "/orders and .../payments");
        progress.detail(
                "redis          redis://localhost:" + table.named("redis").port());
        progress.detail("schemas        " + table.url("schema-registry"));
        progress.detail("logs           " + layout.log("*"));
    }
}
