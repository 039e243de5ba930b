package io.commercebackbone.gateway.limits;

import io.commercebackbone.gateway.problem.Problem;
import io.commercebackbone.gateway.problem.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
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
class RateLimitFilter implements GlobalFilter, Ordered {

    private static final String METRIC = "gateway.rate.limit";

    private final boolean enabled;
    private final List<NamedBudget> named;
    private final Budgets budgets;
    private final Problems problems;
    private final MeterRegistry meters;

    RateLimitFilter(RateLimits limits, Budgets budgets, Problems problems, MeterRegistry meters) {
        this.enabled = limits.enabled();
        this.named = List.of(
                NamedBudget.ofPosts("coupon-issue", limits.couponIssue(), "/coupons/{id}/issue"),
                NamedBudget.ofPosts("payments", limits.payments(), "/payments"),
                NamedBudget.ofEverything("user", limits.user()));
        this.budgets = budgets;
        this.problems = problems;
        this.meters = meters;
    }

    @Override
    public int getOrder() {
        return -100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!enabled) {
            return chain.filter(exchange);
        }
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
                .doOnNext(it -> count(budget, it.allowed() ? "allowed" : "refused"))
                .doOnError(e -> count(budget, "uncounted"))
                .map(Optional::of)
                .onErrorReturn(Optional.empty());
    }

    private void count(NamedBudget budget, String outcome) {
        meters.counter(METRIC, "budget", budget.name(), "outcome", outcome).increment();
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
