package io.commercebackbone.messaging.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerContainerPauseService;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** The consumer policy for every listener of a service: Boot's own container factory picks these beans up. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "io.commercebackbone.http.HttpAutoConfiguration"
        })
@EnableConfigurationProperties(ConsumerProperties.class)
public class ConsumerAutoConfiguration {

    @Bean
    EventReader eventReader() {
        return new EventReader();
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(KafkaTemplate.class)
    static class Policy {

        @Bean
        ConsumerLog consumerLog() {
            return new ConsumerLog();
        }

        @Bean
        @SuppressWarnings("unchecked") // BackboneDefaults has the template write String keys and byte[] values
        DeadLetters deadLetters(KafkaTemplate<?, ?> kafka, ConsumerProperties properties, Clock clock) {
            return new DeadLetters((KafkaOperations<String, byte[]>) kafka, properties.deadLetterTimeout(), clock);
        }

        @Bean
        CommonErrorHandler failurePolicy(DeadLetters deadLetters, ConsumerProperties properties, MeterRegistry meters) {
            SimpleAsyncTaskScheduler resuming = new SimpleAsyncTaskScheduler();
            resuming.setThreadNamePrefix("consumer-resume-");
            return new FailurePolicy(
                    deadLetters, new ListenerContainerPauseService(null, resuming), properties, meters);
        }
    }
}
