package io.commercebackbone.payment;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalService;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The service in a process of its own, with Kafka, to be killed and started again on the same port. */
public record ServiceProcess(LocalService process) implements AutoCloseable {

    /** Returns when it is ready. */
    public static ServiceProcess start(String database, String bootstrapServers, PlayedOrderService orders) {
        Map<String, String> settings = new HashMap<>(LocalService.database(database));
        settings.put("spring.kafka.bootstrap-servers", bootstrapServers);
        settings.put("backbone.calls.order-service.url", orders.url());
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
