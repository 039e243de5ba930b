package io.commercebackbone.redis;

import io.commercebackbone.http.ProblemAdvice;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.MicrometerCommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerOptions;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.lettuce.LettuceConnection.PipeliningFlushPolicy;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * How the client behaves while Redis is away: fails at once, forgets what it could not send, and comes back
 * soon; and how it sends pipelines.
 */
@AutoConfiguration(
        beforeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
        afterName = "org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration")
@ConditionalOnClass(LettuceConnectionFactory.class)
public class RedisClientAutoConfiguration {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** Commands that pile up while disconnected would be sent later, though their callers have long been told no. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled());
    }

    /** The default sends every command of a pipeline by itself: half the rate of sending them together. */
    @Bean
    static BeanPostProcessor pipelinesSentTogether() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof LettuceConnectionFactory connections) {
                    connections.setPipeliningFlushPolicy(PipeliningFlushPolicy.flushOnClose());
                }
                return bean;
            }
        };
    }

    /** The default waits up to 30 seconds between attempts to connect again. */
    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ofMillis(50), LONGEST_WAIT, 2, TimeUnit.MILLISECONDS));
    }

    /**
     * Commands are measured by kind, instead of observed one by one as Boot would have it: so a pipeline of a thousand
     * commands is not a thousand spans. Made after Boot's, whose tracing it takes back.
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ClientResourcesBuilderCustomizer measuredCommands(ObjectProvider<MeterRegistry> meters) {
        return resources -> {
            resources.tracing(Tracing.disabled());
            meters.ifAvailable(registry -> resources.commandLatencyRecorder(
                    new MicrometerCommandLatencyRecorder(registry, MicrometerOptions.create())));
        };
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    RedisAwayAdvice redisAwayAdvice(ProblemAdvice problems) {
        return new RedisAwayAdvice(problems);
    }
}
