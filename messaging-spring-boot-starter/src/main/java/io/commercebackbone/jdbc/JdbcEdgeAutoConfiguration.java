package io.commercebackbone.jdbc;

import io.commercebackbone.http.ProblemAdvice;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What a servlet service that keeps its data in a database answers while that is away. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "io.commercebackbone.http.HttpAutoConfiguration"
        })
@ConditionalOnClass({JdbcTemplate.class, WebMvcConfigurer.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(JdbcTemplate.class)
public class JdbcEdgeAutoConfiguration {

    @Bean
    DatabaseAwayAdvice databaseAwayAdvice(ProblemAdvice problems) {
        return new DatabaseAwayAdvice(problems);
    }
}
