package io.commercebackbone.messaging.outbox;

import io.commercebackbone.messaging.TopicReaders;
import io.commercebackbone.tracing.Spans;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox where there is a database, and its relay where there is a broker as well. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "io.commercebackbone.http.HttpAutoConfiguration"
        })
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnBean(JdbcTemplate.class)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    OutboxWakeUp outboxWakeUp(JdbcTemplate jdbc) {
        return new OutboxWakeUp(jdbc);
    }

    @Bean
    Outbox outbox(
            JdbcTemplate jdbc, OutboxProperties properties, ObjectProvider<OutboxFlush> flush, OutboxWakeUp wakeUp) {
        if (!endsBeforeAnythingStarts()) {
            jdbc.execute((Connection connection) -> new OutboxCursor(connection, properties.resendWindow()).load());
        }
        return new Outbox(jdbc, properties.source(), flush.getIfAvailable(() -> () -> {}), wakeUp);
    }

    /** As the run does that trains an image's cache, without a database. */
    private static boolean endsBeforeAnythingStarts() {
        return "onRefresh".equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
    }

    @Bean
    OutboxMeter outboxMeter(JdbcTemplate jdbc, Clock clock) {
        return new OutboxMeter(jdbc, clock);
    }

    @Bean
    OutboxAudit outboxAudit(JdbcTemplate jdbc, Clock clock) {
        return new OutboxAudit(jdbc, clock);
    }

    @Bean
    OutboxOperations outboxOperations(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            OutboxAudit audit,
            OutboxWakeUp wakeUp,
            Clock clock) {
        return new OutboxOperations(jdbc, new TransactionTemplate(transactions), audit, wakeUp, clock);
    }

    @Bean
    Republishing republishing(
            JdbcTemplate jdbc, PlatformTransactionManager transactions, OutboxAudit audit, OutboxWakeUp wakeUp) {
        return new Republishing(jdbc, new TransactionTemplate(transactions), audit, wakeUp);
    }

    @Bean
    MissingEvents missingEvents(
            ObjectProvider<ExpectedEvents<?>> expected,
            ObjectProvider<TopicReaders> readers,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Outbox outbox,
            Republishing republishing,
            OutboxAudit audit,
            Clock clock) {
        TopicReaders topics = readers.getIfAvailable();
        return new MissingEvents(
                expected.orderedStream().toList(),
                topics == null ? null : new TopicKeys(topics),
                jdbc,
                new TransactionTemplate(transactions),
                outbox,
                republishing,
                audit,
                clock);
    }

    /** Writes what the transaction holds back before its events are numbered. */
    interface OutboxFlush extends Runnable {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({EntityManager.class, EntityManagerFactoryUtils.class})
    static class Jpa {

        @Bean
        @ConditionalOnBean(EntityManagerFactory.class)
        OutboxFlush outboxFlush(EntityManagerFactory factory) {
            return () -> {
                EntityManager current = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
                if (current != null) {
                    current.flush();
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean({ProducerFactory.class, JdbcConnectionDetails.class})
    static class Relay {

        @Bean
        OutboxRelay outboxRelay(
                JdbcConnectionDetails database,
                ProducerFactory<?, ?> kafka,
                OutboxProperties properties,
                MeterRegistry meters,
                ObjectProvider<Spans> spans,
                Clock clock) {
            OutboxRelay relay = new OutboxRelay(
                    () -> connect(database, properties),
                    () -> RelayProducer.open(kafka.getConfigurationProperties(), meters),
                    properties,
                    new RelayMeter(meters),
                    spans.getIfAvailable(Spans::none),
                    clock);
            Gauge.builder("outbox.relay.leader", relay, it -> it.isLeader() ? 1 : 0)
                    .description("1 in the instance that relays")
                    .register(meters);
            return relay;
        }

        private static Connection connect(JdbcConnectionDetails database, OutboxProperties properties)
                throws SQLException {
            Properties settings = new Properties();
            settings.setProperty("user", String.valueOf(database.getUsername()));
            settings.setProperty("password", String.valueOf(database.getPassword()));
            settings.setProperty("ApplicationName", properties.source() + " relay");
            settings.setProperty("tcpKeepAlive", "true");
            settings.setProperty("logServerErrorDetail", "false");
            settings.setProperty("connectTimeout", "5");
            settings.setProperty("socketTimeout", "60");
            return DriverManager.getConnection(database.getJdbcUrl(), settings);
        }
    }
}
