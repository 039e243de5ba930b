package io.commercebackbone.messaging.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.events.EventType;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that does nothing but change things and publish that they changed. */
final class RelayFixture implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    final EventType<Changed> type;
    final LocalKafka kafka;
    final String database;
    private final Map<String, ConfigurableApplicationContext> instances = new ConcurrentHashMap<>();

    private RelayFixture(LocalKafka kafka, String topic, Map<String, String> settings) {
        this.kafka = kafka;
        this.type = new EventType<>(topic, 1, Changed.class);
        this.database = "relay" + DATABASES.incrementAndGet();
        LocalPostgres.shared().createDatabase(database);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1).configs(settings)))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static RelayFixture on(LocalKafka kafka, Map<String, String> topicSettings) {
        return new RelayFixture(kafka, "changed-" + UUID.randomUUID(), topicSettings);
    }

    /** What the tests publish: the n-th change of a thing. */
    record Changed(UUID thing, int change) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        static void main(String[] args) {
            new SpringApplicationBuilder(Service.class)
                    .web(WebApplicationType.NONE)
                    .run(args);
        }
    }

    /** Starts an instance of the service against the fixture's database. */
    Instance instance(String name, String... properties) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .run(settings(properties));
        instances.put(name, context);
        return new Instance(context);
    }

    /** Starts an instance in a process of its own, to be killed. */
    Process process(String... properties) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Service.class.getName()));
        command.addAll(List.of(settings(properties)));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] settings(String... properties) {
        List<String> settings = new ArrayList<>(List.of(
                "spring.application.name=thing-service",
                "spring.datasource.url=" + LocalPostgres.shared().jdbcUrl(database),
                "spring.datasource.username=" + database,
                "spring.datasource.password=" + database,
                "spring.flyway.locations=classpath:db/outbox,classpath:db/test",
                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "backbone.outbox.parked-retry=100ms",
                "backbone.outbox.retry-interval=100ms",
                "backbone.outbox.leader-interval=100ms",
                "spring.kafka.producer.properties[delivery.timeout.ms]=3000",
                "spring.kafka.producer.properties[request.timeout.ms]=1000",
                "spring.kafka.producer.properties[max.block.ms]=1000",
                "logging.level.io.commercebackbone.messaging.outbox=warn"));
        List<String> own = List.of(properties);
        settings.removeIf(setting -> own.stream().anyMatch(it -> name(it).equals(name(setting))));
        settings.addAll(own);
        return settings.stream().map(setting -> "--" + setting).toArray(String[]::new);
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    @Override
    public void close() {
        instances.values().forEach(ConfigurableApplicationContext::close);
    }

    /** A running instance of the service. */
    final class Instance {

        final ConfigurableApplicationContext context;
        final JdbcTemplate jdbc;
        final Outbox outbox;
        final TransactionTemplate transaction;

        Instance(ConfigurableApplicationContext context) {
            this.context = context;
            this.jdbc = context.getBean(JdbcTemplate.class);
            this.outbox = context.getBean(Outbox.class);
            this.transaction = context.getBean(TransactionTemplate.class);
        }

        UUID newThing() {
            UUID id = UuidCreator.getTimeOrderedEpoch();
            jdbc.update("insert into thing (id) values (?)", id);
            return id;
        }

        /** Changes a thing and publishes it, in a transaction of its own. */
        void change(UUID thing) {
            transaction.executeWithoutResult(status -> changeWithin(thing));
        }

        /** Changes a thing and publishes it, in the transaction of the caller. */
        int changeWithin(UUID thing) {
            Integer change = jdbc.queryForObject(
                    "update thing set changes = changes + 1 where id = ? returning changes", Integer.class, thing);
            int number = change == null ? 0 : change;
            outbox.append(OutgoingEvent.of(
                    type,
                    thing,
                    Clock.systemUTC().instant(),
                    new Changed(thing, number),
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
            return number;
        }

        boolean leads() {
            return context.getBean(OutboxRelay.class).isLeader();
        }

        /** How many attempts to send had that outcome. */
        long sends(String outcome) {
            return context.getBean(MeterRegistry.class).find("outbox.send").tag("outcome", outcome).timers().stream()
                    .mapToLong(Timer::count)
                    .sum();
        }

        void stop() {
            context.close();
        }
    }
}
