package io.commercebackbone.order;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.RunningApplication;
import io.commercebackbone.local.Scrape;
import io.commercebackbone.local.ServiceSettings;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service as it is deployed, on a port of its own, with a real database, and with Kafka if it is told of one. */
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
     * @param settings more settings, as {@code name=value}
     */
    public static RunningService start(String database, String... settings) {
        ServiceSettings all = ServiceSettings.alone()
                .withDatabase(database)
                .with("spring.kafka.enabled=" + namesABroker(settings))
                .with(settings);
        return new RunningService(
                RunningApplication.start(OrderServiceApplication.class, all),
                new DriverManagerDataSource(LocalPostgres.shared().jdbcUrl(database), database, database));
    }

    public Api as(UUID user, String... roles) {
        return withToken(LocalIssuer.shared().token(user, roles));
    }

    public Api admin() {
        return as(UUID.randomUUID(), "admin");
    }

    /** In the name of a service, as it calls the others. */
    public Api internal(String service) {
        return withToken(LocalIssuer.shared().serviceToken(service));
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

    private static boolean namesABroker(String... settings) {
        return Arrays.stream(settings).anyMatch(it -> it.startsWith("spring.kafka.bootstrap-servers="));
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
