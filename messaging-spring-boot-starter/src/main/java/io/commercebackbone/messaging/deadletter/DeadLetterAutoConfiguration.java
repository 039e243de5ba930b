package io.commercebackbone.messaging.deadletter;

import io.commercebackbone.messaging.MessagingAutoConfiguration;
import io.commercebackbone.messaging.TopicReaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;

/** The ledger of dead letters, and what is done with them, where there is a broker. */
@AutoConfiguration(
        after = MessagingAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "io.commercebackbone.http.HttpAutoConfiguration"
        })
@ConditionalOnBean({KafkaTemplate.class, TopicReaders.class, KafkaListenerEndpointRegistry.class})
@EnableConfigurationProperties(DeadLetterProperties.class)
public class DeadLetterAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FollowedTopics followedTopics(KafkaListenerEndpointRegistry listeners) {
        return new FollowedTopics(listeners);
    }

    @Bean
    AuditTrail auditTrail() {
        return new AuditTrail();
    }

    @Bean
    Ledger ledger(AuditTrail audit) {
        return new Ledger(audit);
    }

    @Bean
    LedgerPositions ledgerPositions() {
        return new LedgerPositions();
    }

    @Bean
    LedgerClients ledgerClients(TopicReaders readers, KafkaAdmin admin) {
        return new LedgerClients(readers, admin.getConfigurationProperties());
    }

    @Bean
    @SuppressWarnings("unchecked") // BackboneDefaults has the template write String keys and byte[] values
    Marks marks(KafkaTemplate<?, ?> kafka, DeadLetterProperties properties) {
        return new Marks((KafkaOperations<String, byte[]>) kafka, properties.timeout());
    }

    @Bean
    Quarantine quarantine(
            Ledger ledger, LedgerPositions positions, LedgerClients clients, DeadLetterProperties properties) {
        return new Quarantine(ledger, positions, clients, properties);
    }

    @Bean
    LedgerTail ledgerTail(
            Ledger ledger,
            LedgerPositions positions,
            LedgerClients clients,
            FollowedTopics followed,
            DeadLetterProperties properties) {
        return new LedgerTail(ledger, positions, clients, followed, properties.retryInterval());
    }

    @Bean
    ReplayWorker replayWorker(
            Ledger ledger,
            LedgerPositions positions,
            LedgerClients clients,
            FollowedTopics followed,
            Marks marks,
            AuditTrail audit,
            DeadLetterProperties properties,
            Clock clock) {
        return new ReplayWorker(ledger, positions, clients, followed, marks, audit, properties, clock);
    }

    @Bean
    DeadLetterOperations deadLetterOperations(
            Ledger ledger,
            LedgerPositions positions,
            LedgerClients clients,
            FollowedTopics followed,
            Marks marks,
            AuditTrail audit,
            DeadLetterProperties properties,
            Clock clock) {
        return new DeadLetterOperations(ledger, positions, clients, followed, marks, audit, properties, clock);
    }

    @Bean
    DeadLetterMeter deadLetterMeter(Ledger ledger, FollowedTopics followed, MeterRegistry meters) {
        return new DeadLetterMeter(ledger, followed, meters);
    }
}
