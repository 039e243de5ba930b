package io.commercebackbone.ranking;

import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The service as a process that stands still, for ever, where an effect is done and not yet committed. */
final class StopsAfterEffect {

    static final String SIGN = "the effect is done";

    private StopsAfterEffect() {}

    public static void main(String[] args) {
        new SpringApplicationBuilder(RankingServiceApplication.class, Standstill.class).run(args);
    }

    static class Standstill {

        @Bean
        @Primary
        Sales salesThatStop(StringRedisTemplate redis, Days days, RankingProperties properties, MeterRegistry metrics) {
            return new Sales(redis, days, properties, metrics) {
                @Override
                void ordered(List<ReceivedEvent<OrderCreatedEvent>> events) {
                    super.ordered(events);
                    System.out.println(SIGN);
                    standStill();
                }
            };
        }

        private static void standStill() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
