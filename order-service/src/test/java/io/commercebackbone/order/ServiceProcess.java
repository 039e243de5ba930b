package io.commercebackbone.order;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalService;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The service in a process of its own, to be killed and started again on the same port. */
public record ServiceProcess(LocalService process) implements AutoCloseable {

    /** Returns when it is ready. */
    public static ServiceProcess start(String database, String bootstrapServers) {
        return start(database, Map.of("spring.kafka.bootstrap-servers", bootstrapServers));
    }

    /** Without Kafka; returns when it is ready. */
    public static ServiceProcess alone(String database) {
        return start(database, Map.of("spring.kafka.enabled", "false"));
    }

    private static ServiceProcess start(String database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(LocalService.database(database));
        settings.putAll(more);
        ServiceProcess service = new ServiceProcess(LocalService.ofModule(Path.of(""), settings));
        service.process.start();
        return service;
    }

    public boolean ready() {
        return process.ready();
    }

    /** Kills it with SIGKILL and starts it again; returns when it is ready. */
    public void killAndRestart() {
        process.kill();
        process.start();
    }

    public Api as(UUID user, String... roles) {
        return new Api(process.url(), LocalIssuer.shared().token(user, roles));
    }

    @Override
    public void close() {
        process.close();
    }
}
