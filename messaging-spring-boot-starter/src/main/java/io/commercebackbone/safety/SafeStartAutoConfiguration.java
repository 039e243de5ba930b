package io.commercebackbone.safety;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Refuses to start with a demo secret, an http issuer, an unprotected Kafka, PostgreSQL or Redis, or metrics on the
 * public port, unless {@code backbone.unsafe.allow} names it. Before any bean is made, so that nothing has been
 * connected to by then.
 */
@AutoConfiguration
public class SafeStartAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SafeStartAutoConfiguration.class);

    @Bean
    static BeanFactoryPostProcessor refusalOfUnsafeSettings(Environment environment) {
        return beans -> {
            UnsafeSettings settings = new UnsafeSettings(environment);
            Map<Unsafe, String> refused = settings.refused();
            if (!refused.isEmpty()) {
                throw new UnsafeStartException(refused);
            }
            if (!settings.allowed().isEmpty()) {
                log.warn("FOR LOCAL USE ONLY: unsafe settings are allowed {}", settings.allowed());
            }
        };
    }
}
