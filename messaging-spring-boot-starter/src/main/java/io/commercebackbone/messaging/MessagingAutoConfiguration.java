package io.commercebackbone.messaging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Topics and readers of them, where there is a broker. */
@AutoConfiguration(afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBean(KafkaAdmin.class)
@EnableConfigurationProperties(TopicProperties.class)
public class MessagingAutoConfiguration {

    @Bean
    TopicReaders topicReaders(ConsumerFactory<?, ?> consumers) {
        return new TopicReaders(consumers.getConfigurationProperties());
    }

    @Bean
    TopicDeclaration topicDeclaration(KafkaAdmin admin, TopicProperties properties) {
        return new TopicDeclaration(admin, properties);
    }
}
