package io.commercebackbone.payment;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalPostgres;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service as it is deployed, on a port of its own, with a real database and no Kafka unless asked for. */
public final class RunningService implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final DriverManagerDataSource database;

    private RunningService(ConfigurableApplicationContext context, DriverManagerDataSource database) {
        this.context = context;
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
        String url = LocalPostgres.shared().createDatabase(database);
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "server.port",
                "0",
                "spring.kafka.enabled",
                "false",
                "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                LocalIssuer.shared().uri(),
                "backbone.calls.order-service.url",
                orders.url(),
                "spring.datasource.url",
                url,
                "spring.datasource.username",
                database,
                "spring.datasource.password",
                database));
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(PaymentServiceApplication.class)
                .run(all.entrySet().stream().map(it -> "--" + it).toArray(String[]::new));
        return new RunningService(context, new DriverManagerDataSource(url, database, database));
    }

    public Api as(UUID user, String... roles) {
        return new Api(url(), LocalIssuer.shared().token(user, roles));
    }

    /** Calls as order-service does. */
    public Api orderService() {
        return withToken(LocalIssuer.shared().serviceToken("order-service"));
    }

    public Api admin() {
        return as(UUID.randomUUID(), "admin");
    }

    public Api withToken(String token) {
        return new Api(url(), token);
    }

    public Api anonymous() {
        return new Api(url(), null);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
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

    private String url() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        context.close();
    }
}
