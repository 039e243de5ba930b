package io.commercebackbone.calls;

import io.commercebackbone.http.CurrentTrace;
import io.commercebackbone.http.ProblemAdvice;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Validator;
import java.time.Clock;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import tools.jackson.databind.json.JsonMapper;

/** Calls to other services, where Resilience4j and an HTTP client are there. Asks for no setting until a client is made. */
@AutoConfiguration(afterName = "io.commercebackbone.http.HttpAutoConfiguration")
@ConditionalOnClass({
    CircuitBreakerRegistry.class,
    BulkheadRegistry.class,
    TaggedCircuitBreakerMetrics.class,
    CloseableHttpClient.class
})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class CallsAutoConfiguration {

    @Bean(destroyMethod = "close")
    ServiceCalls serviceCalls(
            Environment environment,
            Validator validator,
            JsonMapper json,
            CurrentTrace trace,
            Clock clock,
            MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        return new ServiceCalls(
                Binder.get(environment),
                new ValidationBindHandler(new SpringValidatorAdapter(validator)),
                breakers,
                bulkheads,
                json,
                trace,
                clock);
    }

    @Bean
    ServiceUnavailableAdvice serviceUnavailableAdvice(ProblemAdvice problems) {
        return new ServiceUnavailableAdvice(problems);
    }
}
