package io.commercebackbone.messaging.consumer;

import io.commercebackbone.messaging.deadletter.DeadLetterAutoConfiguration;
import io.commercebackbone.messaging.deadletter.Quarantine;
import io.commercebackbone.messaging.schemas.SchemaCheck;
import io.commercebackbone.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;

/** The consumer policy for every listener of a service: Boot's own container factory picks these beans up. */
@AutoConfiguration(
        after = DeadLetterAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "io.commercebackbone.http.HttpAutoConfiguration"
        })
@EnableConfigurationProperties(ConsumerProperties.class)
public class ConsumerAutoConfiguration {

    @Bean
    EventReader eventReader(SchemaCheck schemas) {
        return new EventReader(schemas);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(Quarantine.class)
    static class Policy {

        @Bean
        ConsumerMeter consumerMeter(MeterRegistry meters, Clock clock) {
            return new ConsumerMeter(meters, clock);
        }

        @Bean
        ProcessedRecords processedRecords(ConsumerMeter meter, ObjectProvider<Spans> spans, Clock clock) {
            return new ProcessedRecords(meter, spans.getIfAvailable(Spans::none), clock);
        }

        @Bean
        @SuppressWarnings("unchecked") // BackboneDefaults has the template write String keys and byte[] values
        DeadLetterWriter deadLetterWriter(
                KafkaTemplate<?, ?> kafka, Quarantine quarantine, ConsumerProperties properties, Clock clock) {
            return new DeadLetterWriter(
                    (KafkaOperations<String, byte[]>) kafka, quarantine, properties.deadLetterTimeout(), clock);
        }

        @Bean
        Admission admission(Quarantine quarantine, DeadLetterWriter deadLetters) {
            return new Admission(quarantine, deadLetters);
        }

        /** A record that does not reach the listener is acknowledged all the same. */
        @Bean
        static BeanPostProcessor unadmittedRecordsAcknowledged() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory) {
                        factory.setAckDiscarded(true);
                    }
                    return bean;
                }
            };
        }

        /** Metrics of a client's partitions are there soon after it has got them. */
        @Bean
        static BeanPostProcessor clientMetrics(
                ObjectProvider<MeterRegistry> meters, ObjectProvider<ConsumerProperties> properties) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof DefaultKafkaConsumerFactory<?, ?> factory) {
                        ClientMetrics.replace(
                                factory,
                                meters::getObject,
                                properties.getObject().metricsInterval());
                    }
                    return bean;
                }
            };
        }

        /**
         * Listeners that seek are none of this library's: a service that has one defines its own customizer. Each has
         * a client id of its own, since metrics of clients with the same one are taken for one client's.
         */
        @Bean
        @ConditionalOnMissingBean
        ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> listenersAsTheyAre() {
            return container -> {
                ContainerProperties properties = container.getContainerProperties();
                Object listener = properties.getMessageListener();
                if (listener != null) {
                    properties.setMessageListener(SeekingNowhere.of(listener));
                }
                properties.setClientId(container.getGroupId() + "-" + ListenerMeter.name(container));
            };
        }

        @Bean
        @ConditionalOnMissingBean
        ConsumerAwareRebalanceListener quarantineAssignments(Quarantine quarantine) {
            return new ConsumerAwareRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                    quarantine.assigned(partitions);
                }
            };
        }

        @Bean
        ListenerMeter listenerMeter(ObjectProvider<KafkaListenerEndpointRegistry> registry, MeterRegistry meters) {
            return new ListenerMeter(
                    () -> registry.stream()
                            .flatMap(it -> it.getListenerContainers().stream())
                            .toList(),
                    meters);
        }

        /** Looks after the listeners while the service neither starts nor stops. */
        @Bean
        ListenerKeeper listenerKeeper(
                ObjectProvider<KafkaListenerEndpointRegistry> registry,
                ConsumerProperties properties,
                ListenerMeter meter) {
            return new ListenerKeeper(
                    () -> registry.stream()
                            .filter(KafkaListenerEndpointRegistry::isRunning)
                            .flatMap(running -> running.getListenerContainers().stream())
                            .toList(),
                    properties.restartInterval(),
                    meter);
        }

        @Bean
        CommonErrorHandler failurePolicy(
                DeadLetterWriter deadLetters,
                Admission admission,
                ListenerKeeper keeper,
                ConsumerProperties properties,
                ConsumerMeter meter,
                ProcessedRecords processed) {
            return new FailurePolicy(deadLetters, admission, keeper, properties, meter, processed);
        }
    }
}
