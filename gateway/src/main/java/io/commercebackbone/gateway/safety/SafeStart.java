package io.commercebackbone.gateway.safety;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Refuses to start with what {@link Unsafe} lists, unless {@code backbone.unsafe.allow} names it. */
@Configuration(proxyBeanMethods = false)
class SafeStart {

    private static final Logger log = LoggerFactory.getLogger(SafeStart.class);

    @Bean
    static BeanFactoryPostProcessor refusalOfUnsafeSettings(Environment environment) {
        return beans -> {
            UnsafeSettings settings = new UnsafeSettings(environment);
            Set<Unsafe> refused = settings.refused();
            if (!refused.isEmpty()) {
                throw new UnsafeStartException(refused);
            }
            if (!settings.allowed().isEmpty()) {
                log.warn("FOR LOCAL USE ONLY: unsafe settings are allowed {}", settings.allowed());
            }
        };
    }
}
