package io.commercebackbone.gateway.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Predicate;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A budget, the calls it is for, and the counters of what came of them. */
final class NamedBudget {

    private final String name;
    private final Budget budget;
    private final Predicate<ServerHttpRequest> calls;
    private final Counter allowed;
    private final Counter refused;
    private final Counter uncounted;

    /**
     * @param name as clients and metrics see it
     */
    private NamedBudget(String name, Budget budget, Predicate<ServerHttpRequest> calls, MeterRegistry meters) {
        this.name = name;
        this.budget = budget;
        this.calls = calls;
        this.allowed = counter(meters, "allowed");
        this.refused = counter(meters, "refused");
        this.uncounted = counter(meters, "uncounted");
    }

    /**
     * @param path matched as routes are: decoded, so that no other spelling gets around it
     */
    static NamedBudget ofPosts(String name, Budget budget, String path, MeterRegistry meters) {
        PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
        return new NamedBudget(
                name,
                budget,
                it -> it.getMethod().equals(HttpMethod.POST)
                        && pattern.matches(it.getPath().pathWithinApplication()),
                meters);
    }

    static NamedBudget ofEverything(String name, Budget budget, MeterRegistry meters) {
        return new NamedBudget(name, budget, any -> true, meters);
    }

    private Counter counter(MeterRegistry meters, String outcome) {
        return meters.counter("gateway.rate.limit", "budget", name, "outcome", outcome);
    }

    boolean isFor(ServerHttpRequest request) {
        return calls.test(request);
    }

    String name() {
        return name;
    }

    Budget budget() {
        return budget;
    }

    void count(SpentBudget spent) {
        (spent.allowed() ? allowed : refused).increment();
    }

    void countUncounted() {
        uncounted.increment();
    }
}
