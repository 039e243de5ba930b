package io.commercebackbone.order;

import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalPostgres;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service as it is deployed, on a port of its own, with a real database, and with Kafka if it is told of one. */
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
     * @param settings more settings, as {@code name=value}
     */
    public static RunningService start(String database, String... settings) {
        String url = LocalPostgres.shared().createDatabase(database);
        boolean kafka = Arrays.stream(settings).anyMatch(it -> it.startsWith("spring.kafka.bootstrap-servers="));
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "spring.kafka.enabled=" + kafka,
                "spring.security.oauth2.resourceserver.jwt.issuer-uri="
                        + LocalIssuer.shared().uri(),
                "spring.datasource.url=" + url,
                "spring.datasource.username=" + database,
                "spring.datasource.password=" + database));
        all.addAll(List.of(settings));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(OrderServiceApplication.class)
                .run(all.stream().map(setting -> "--" + setting).toArray(String[]::new));
        return new RunningService(context, new DriverManagerDataSource(url, database, database));
    }

    public Api as(UUID user, String... roles) {
        return new Api(url(), LocalIssuer.shared().token(user, roles));
    }

    public Api admin() {
        return as(UUID.randomUUID(), "admin");
    }

    /** In the name of a service, as it calls the others. */
    public Api internal(String service) {
        return new Api(url(), LocalIssuer.shared().serviceToken(service));
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
