package io.commercebackbone.idempotency;

import io.commercebackbone.http.CurrentTrace;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** {@link IdempotentCall}s for servlet services with a database that has the table of {@code db/idempotency}. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "io.commercebackbone.http.HttpAutoConfiguration"
        })
@ConditionalOnClass({JdbcTemplate.class, WebMvcConfigurer.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({JdbcTemplate.class, PlatformTransactionManager.class})
@EnableConfigurationProperties(IdempotencyProperties.class)
@Import(KeyDescription.class)
public class IdempotencyAutoConfiguration {

    @Bean
    AnswerStore answerStore(JdbcTemplate jdbc, IdempotencyProperties properties, Clock clock) {
        return new AnswerStore(jdbc, properties.retention(), clock);
    }

    @Bean
    KeyTrim keyTrim(AnswerStore answers, IdempotencyProperties properties) {
        return new KeyTrim(answers, properties);
    }

    @Bean
    OnceOnly onceOnly(
            AnswerStore answers,
            PlatformTransactionManager transactions,
            IdempotencyProperties properties,
            MeterRegistry meters) {
        return new OnceOnly(
                answers,
                new TransactionTemplate(transactions),
                new InFlight(),
                new RepetitionMetrics(meters),
                properties.patience());
    }

    @Bean
    RepetitionAdvice repetitionAdvice() {
        return new RepetitionAdvice();
    }

    @Bean
    WebMvcConfigurer idempotentCallArguments(OnceOnly onceOnly, JsonMapper json, CurrentTrace trace) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new IdempotentCallResolver(onceOnly, json, trace));
            }
        };
    }
}
