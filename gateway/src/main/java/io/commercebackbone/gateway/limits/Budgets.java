package io.commercebackbone.gateway.limits;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Users' budgets in Redis: one call of one script per request, by Redis' own clock, so that all instances count alike.
 * While Redis is away it says so at once for a second at a time, then tries it with one request.
 */
@Component
class Budgets {

    private static final Logger log = LoggerFactory.getLogger(Budgets.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> SPEND =
            RedisScript.of(new ClassPathResource("spend-budget.lua", Budgets.class), List.class);

    private final ReactiveRedisConnectionFactory connections;
    private final ReactiveStringRedisTemplate redis;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "rate-limit",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(3)
                    .waitDurationInOpenState(Duration.ofSeconds(1))
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());
    private volatile boolean connected;

    Budgets(ReactiveRedisConnectionFactory connections, ReactiveStringRedisTemplate redis) {
        this.connections = connections;
        this.redis = redis;
        breaker.getEventPublisher()
                .onStateTransition(it -> log.warn(
                        "Budgets are {}",
                        it.getStateTransition().getToState() == CircuitBreaker.State.CLOSED
                                ? "counted again"
                                : "not counted, Redis is away: " + it.getStateTransition()));
    }

    /** Takes one call out of a user's budget; fails when Redis cannot be asked. */
    Mono<SpentBudget> spend(NamedBudget named, String user) {
        return Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Mono.error(CallNotPermittedException.createCallNotPermittedException(breaker));
            }
            long begin = breaker.getCurrentTimestamp();
            return ask(named, user)
                    .doOnSuccess(
                            it -> breaker.onSuccess(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit()))
                    .doOnError(
                            e -> breaker.onError(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit(), e))
                    .doOnCancel(breaker::releasePermission);
        });
    }

    private Mono<SpentBudget> ask(NamedBudget named, String user) {
        Budget budget = named.budget();
        List<String> key = List.of("gateway:budget:" + named.name() + ":" + user);
        List<String> arguments = List.of(Long.toString(budget.interval()), Integer.toString(budget.quota()));
        return connect().thenMany(redis.execute(SPEND, key, arguments)).next().map(Budgets::read);
    }

    /** The first connection is waited for, which must not hold up the event loop; the client renews it by itself. */
    private Mono<Void> connect() {
        return connected
                ? Mono.empty()
                : Mono.fromRunnable(() -> {
                            connections.getReactiveConnection().close();
                            connected = true;
                        })
                        .subscribeOn(Schedulers.boundedElastic())
                        .then();
    }

    private static SpentBudget read(List<?> answer) {
        long wait = number(answer, 2);
        return new SpentBudget(number(answer, 0) == 1, number(answer, 1), micros(wait), micros(number(answer, 3)));
    }

    private static long number(List<?> answer, int index) {
        return ((Number) answer.get(index)).longValue();
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
