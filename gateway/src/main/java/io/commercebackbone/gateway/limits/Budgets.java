package io.commercebackbone.gateway.limits;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Users' budgets in Redis: one call of one script per request, by Redis' own clock, so that all instances count alike.
 * While Redis is away it says so at once for a second at a time, then tries it with one request.
 */
@Component
@ConditionalOnBooleanProperty(name = RateLimits.ENABLED, matchIfMissing = true)
class Budgets {

    private static final Logger log = LoggerFactory.getLogger(Budgets.class);

    private static final String SPEND;
    private static final String DIGEST;

    static {
        RedisScript<Void> script = RedisScript.of(new ClassPathResource("spend-budget.lua", Budgets.class));
        SPEND = script.getScriptAsString();
        // taken once: the script looks each time whether its file has changed
        DIGEST = script.getSha1();
    }

    private final LoopConnections redis;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "rate-limit",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(3)
                    .waitDurationInOpenState(Duration.ofSeconds(1))
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());

    Budgets(LoopConnections redis) {
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
        String[] key = {"gateway:budget:" + named.name() + ":" + user};
        String[] arguments = {Long.toString(budget.interval()), Integer.toString(budget.quota())};
        return run(it -> it.evalsha(DIGEST, ScriptOutputType.MULTI, key, arguments))
                .onErrorResume(
                        RedisNoScriptException.class,
                        unknown -> run(it -> it.eval(SPEND, ScriptOutputType.MULTI, key, arguments)))
                .map(Budgets::read);
    }

    private Mono<List<Number>> run(Function<RedisAsyncCommands<String, String>, RedisFuture<List<Number>>> command) {
        return Mono.fromCompletionStage(() -> redis.commands().thenCompose(command));
    }

    private static SpentBudget read(List<Number> answer) {
        return new SpentBudget(
                answer.get(0).intValue() == 1, answer.get(1).longValue(), micros(answer.get(2)), micros(answer.get(3)));
    }

    private static Duration micros(Number micros) {
        return Duration.of(micros.longValue(), ChronoUnit.MICROS);
    }
}
