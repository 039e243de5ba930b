package io.commercebackbone.payment;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.RunningApplication;
import io.commercebackbone.local.Scrape;
import io.commercebackbone.local.ServiceSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service as it is deployed, on a port of its own, with a real database and no Kafka unless asked for. */
public final class RunningService implements AutoCloseable {

    private final RunningApplication application;
    private final DriverManagerDataSource database;

    private RunningService(RunningApplication application, DriverManagerDataSource database) {
        this.application = application;
        this.database = database;
    }

    /**
     * Starts an instance.
     *
     * @param database made if it is not there; instances of one database share it
     * @param orders who plays order-service
     * @param settings more settings, as {@code name=value}
     */
    public static RunningService start(String database, PlayedOrderService orders, String... settings) {
        ServiceSettings all = ServiceSettings.alone()
                .withDatabase(database)
                .with("backbone.calls.order-service.url=" + orders.url())
                .with(settings);
        return new RunningService(
                RunningApplication.start(PaymentServiceApplication.class, all),
                new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(database), database, database));
    }

    public Api as(UUID user, String... roles) {
        return withToken(LocalIssuer.shared().token(user, roles));
    }

    public Api admin() {
        return as(UUID.randomUUID(), "admin");
    }

    /** Calls as order-service does. */
    public Api orderService() {
        return withToken(LocalIssuer.shared().serviceToken("order-service"));
    }

    public Api anonymous() {
        return withToken(null);
    }

    public Api withToken(@Nullable String token) {
        return new Api(application.url(), token);
    }

    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return application.context();
    }

    /** The database, seen from outside the service. */
    public JdbcClient sql() {
        return JdbcClient.create(database);
    }

    public DriverManagerDataSource database() {
        return database;
    }

    public long count(String query, Object... arguments) {
        return sql().sql(query).params(arguments).query(Long.class).single();
    }

    /** What it tells Prometheus now. */
    public Scrape scrape() {
        return application.scrape();
    }

    @Override
    public void close() {
        application.close();
    }
}
