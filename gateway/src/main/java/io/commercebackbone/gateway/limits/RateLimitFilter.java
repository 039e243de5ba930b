package io.commercebackbone.gateway.limits;

import io.commercebackbone.gateway.problem.Problem;
import io.commercebackbone.gateway.problem.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Counts the calls of each verified user, before anything of a body is read. Tells in the {@code RateLimit} headers what
 * is left, and refuses with 429 what is over. A call that cannot be counted is let through: better that some call too
 * often for a while than that nobody can order.
 */
@Component
@ConditionalOnBooleanProperty(name = RateLimits.ENABLED, matchIfMissing = true)
class RateLimitFilter implements GlobalFilter, Ordered {

    private final List<NamedBudget> named;
    private final Budgets budgets;
    private final Problems problems;

    RateLimitFilter(RateLimits limits, Budgets budgets, Problems problems, MeterRegistry meters) {
        this.named = List.of(
                NamedBudget.ofPosts("coupon-issue", limits.couponIssue(), "/coupons/{id}/issue", meters),
                NamedBudget.ofPosts("payments", limits.payments(), "/payments", meters),
                NamedBudget.ofEverything("user", limits.user(), meters));
        this.budgets = budgets;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return -100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        NamedBudget budget = named.stream()
                .filter(it -> it.isFor(exchange.getRequest()))
                .findFirst()
                .orElseThrow();
        return exchange.getPrincipal()
                .flatMap(user -> spent(budget, user.getName()))
                .defaultIfEmpty(Optional.empty())
                .flatMap(spent -> {
                    spent.ifPresent(it -> tell(exchange, budget, it));
                    return spent.isEmpty() || spent.get().allowed()
                            ? chain.filter(exchange)
                            : problems.answer(
                                    exchange,
                                    Problem.TOO_MANY_REQUESTS.after(spent.get().retryAfter()));
                });
    }

    private Mono<Optional<SpentBudget>> spent(NamedBudget budget, String user) {
        return budgets.spend(budget, user)
                .doOnNext(budget::count)
                .doOnError(e -> budget.countUncounted())
                .map(Optional::of)
                .onErrorReturn(Optional.empty());
    }

    /** As the IETF's draft of the RateLimit fields has it: name and quota of the policy, what is left, when it is whole. */
    private static void tell(ServerWebExchange exchange, NamedBudget budget, SpentBudget spent) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        String name = '"' + budget.name() + '"';
        headers.set(
                "RateLimit-Policy",
                name + ";q=" + budget.budget().quota() + ";w="
                        + budget.budget().window().toSeconds());
        headers.set(
                "RateLimit",
                name + ";r=" + spent.remaining() + ";t="
                        + spent.reset().plusSeconds(1).minusNanos(1).toSeconds());
    }
}
