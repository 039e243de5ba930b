package io.commercebackbone.payment;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.ServiceSettings;
import java.util.UUID;

/** The service in a process of its own, with Kafka, to be killed and started again on the same port. */
public final class ServiceProcess implements AutoCloseable {

    private final io.commercebackbone.local.ServiceProcess process;

    private ServiceProcess(ServiceSettings settings) {
        process = io.commercebackbone.local.ServiceProcess.start(PaymentServiceApplication.class, settings);
    }

    public static ServiceProcess start(String database, String bootstrapServers, PlayedOrderService orders) {
        return new ServiceProcess(ServiceSettings.alone()
                .withDatabase(database)
                .withKafka(bootstrapServers)
                .with("backbone.calls.order-service.url=" + orders.url()));
    }

    public boolean ready() {
        return process.ready();
    }

    /** Kills it with SIGKILL and starts it again. */
    public void killAndRestart() throws InterruptedException {
        process.killAndRestart();
    }

    public Api as(UUID user, String... roles) {
        return new Api(process.url(), LocalIssuer.shared().token(user, roles));
    }

    @Override
    public void close() {
        process.close();
    }
}
