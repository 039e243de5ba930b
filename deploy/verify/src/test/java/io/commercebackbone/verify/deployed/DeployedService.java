package io.commercebackbone.verify.deployed;

import io.commercebackbone.local.Health;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalServer;
import io.commercebackbone.local.Ports;
import io.commercebackbone.local.Program;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.local.UnpackedJar;
import io.commercebackbone.verify.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A service's process with the environment that {@code deploy/k8s} gives it, and no other settings. */
final class DeployedService implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ServiceProcess process;
    private final LocalServer server;

    /**
     * Not started yet, but its address is known.
     *
     * @param started what it must answer to count as started: {@code readiness}, or {@code liveness} for one that will
     *     not get ready
     */
    DeployedService(String name, Map<String, String> environment, String started, Path logs) {
        process = new ServiceProcess(
                name, Ports.free(), Ports.free(), started, UnpackedJar.of(Suite.jar(name)), environment);
        server = new LocalServer(process, logs.resolve(name + "-" + process.port() + ".log"));
    }

    /**
     * Starts it.
     *
     * @throws RuntimeException with its last log lines, if it does not get there
     */
    void start() {
        server.start();
    }

    /** Whether it says of itself that it can do its work. */
    boolean ready() {
        return Health.ok(process.management(), "/actuator/health/readiness");
    }

    ServiceApi as(UUID user, String... roles) {
        return new ServiceApi(url(), LocalIssuer.shared().token(user, roles));
    }

    String url() {
        return "http://localhost:" + process.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private record ServiceProcess(
            String name, int port, int management, String started, UnpackedJar jar, Map<String, String> settings)
            implements Program {

        ServiceProcess {
            settings = Map.copyOf(settings);
        }

        @Override
        public void prepare() throws IOException {
            jar.prepare();
        }

        @Override
        public List<String> command() {
            return jar.command(OPTIONS, List.of());
        }

        @Override
        public Map<String, String> environment() {
            Map<String, String> environment = new HashMap<>(settings);
            environment.put("SERVER_PORT", Integer.toString(port));
            environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
            return environment;
        }

        @Override
        public boolean answers() {
            return Health.ok(management, "/actuator/health/" + started);
        }
    }
}
