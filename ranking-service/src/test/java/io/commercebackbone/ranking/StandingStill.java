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

/** The service as a process that stands still, for ever, where an effect is done and nobody has noted it yet. */
final class StandingStill {

    static final String SIGN = "the effect is done";

    private StandingStill() {}

    /** Where Redis has counted, and Kafka does not know it. */
    static final class BeforeTheCommit {

        private BeforeTheCommit() {}

        public static void main(String[] args) {
            new SpringApplicationBuilder(RankingServiceApplication.class, BeforeTheCommit.class).run(args);
        }

        @Bean
        @Primary
        static Sales salesThatStop(
                StringRedisTemplate redis, Days days, RankingProperties properties, MeterRegistry metrics) {
            return new Sales(redis, days, properties, metrics) {
                @Override
                void ordered(List<ReceivedEvent<OrderCreatedEvent>> events) {
                    super.ordered(events);
                    standStill();
                }
            };
        }
    }

    /** Where a rebuild has counted a part, and its progress is not noted. */
    static final class InARebuild {

        private InARebuild() {}

        public static void main(String[] args) {
            new SpringApplicationBuilder(RankingServiceApplication.class, InARebuild.class).run(args);
        }

        @Bean
        @Primary
        static Sales salesThatStop(
                StringRedisTemplate redis, Days days, RankingProperties properties, MeterRegistry metrics) {
            return new Sales(redis, days, properties, metrics) {
                @Override
                boolean recount(String rebuild, List<ScoreChange> changes) {
                    boolean counted = super.recount(rebuild, changes);
                    if (!changes.isEmpty()) {
                        standStill();
                    }
                    return counted;
                }
            };
        }
    }

    private static void standStill() {
        System.out.println(SIGN);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
