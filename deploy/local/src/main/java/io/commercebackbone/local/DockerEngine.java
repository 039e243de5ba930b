package io.commercebackbone.local;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, on a fixed port so that it is found there again after a restart. */
final class DockerEngine implements Engine {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final GenericContainer<?> container;
    private final int port;
    private final Probe probe;

    private DockerEngine(GenericContainer<?> container, int port, Probe probe) {
        this.container = container;
        this.port = port;
        this.probe = probe;
    }

    /**
     * Starts a container.
     *
     * @param inside port that the server listens on in its container
     * @param port port that it is reached at from here
     */
    static DockerEngine start(
            String image, int inside, int port, Map<String, String> environment, List<String> command, Probe probe) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image)).withEnv(environment);
        if (!command.isEmpty()) {
            container.withCommand(command.toArray(String[]::new));
        }
        container.setPortBindings(List.of(binding(inside, port)));
        container.start();
        DockerEngine engine = new DockerEngine(container, port, probe);
        engine.awaitAnswer();
        return engine;
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean running() {
        return container.isRunning();
    }

    @Override
    public void stop() {
        if (running()) {
            docker().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void kill() {
        if (running()) {
            docker().killContainerCmd(container.getContainerId())
                    .withSignal("KILL")
                    .exec();
        }
    }

    @Override
    public void restart() {
        stop();
        docker().startContainerCmd(container.getContainerId()).exec();
        awaitAnswer();
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }

    /** Loopback only where the engine is on this machine; a remote engine has to be reached from here. */
    private static String binding(int inside, int port) {
        boolean here = "localhost".equals(DockerClientFactory.instance().dockerHostIpAddress());
        return (here ? "127.0.0.1:" : "") + port + ":" + inside;
    }

    private void awaitAnswer() {
        if (!Waiting.until(START_LIMIT, () -> probe.answers(host(), port))) {
            throw new IllegalStateException(
                    container.getDockerImageName() + " does not answer; it said:\n" + container.getLogs());
        }
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    /** Asks a server whether it answers. */
    interface Probe {
        boolean answers(String host, int port);
    }
}
