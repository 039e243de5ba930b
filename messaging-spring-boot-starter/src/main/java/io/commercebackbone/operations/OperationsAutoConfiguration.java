package io.commercebackbone.operations;

import io.commercebackbone.http.ProblemAdvice;
import io.commercebackbone.messaging.deadletter.DeadLetterOperations;
import io.commercebackbone.messaging.deadletter.DeadLetterProperties;
import io.commercebackbone.messaging.outbox.MissingEvents;
import io.commercebackbone.messaging.outbox.OutboxOperations;
import io.commercebackbone.messaging.outbox.Republishing;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The operators' calls, in services that have something to operate. */
@AutoConfiguration(
        afterName = {
            "io.commercebackbone.http.HttpAutoConfiguration",
            "io.commercebackbone.messaging.deadletter.DeadLetterAutoConfiguration",
            "io.commercebackbone.messaging.outbox.OutboxAutoConfiguration"
        })
@ConditionalOnClass(WebMvcConfigurer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class OperationsAutoConfiguration {

    @Bean
    KafkaAwayAdvice kafkaAwayAdvice(ProblemAdvice problems) {
        return new KafkaAwayAdvice(problems);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(DeadLetterOperations.class)
    static class DeadLetters {

        @Bean
        DeadLetterController deadLetterController(DeadLetterOperations deadLetters, DeadLetterProperties properties) {
            return new DeadLetterController(deadLetters, properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcTemplate.class)
    @ConditionalOnBean(OutboxOperations.class)
    static class Outbox {

        @Bean
        OutboxController outboxController(OutboxOperations outbox, Republishing republishing, MissingEvents missing) {
            return new OutboxController(outbox, republishing, missing);
        }
    }
}
