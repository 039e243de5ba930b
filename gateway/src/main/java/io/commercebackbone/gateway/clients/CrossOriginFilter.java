package io.commercebackbone.gateway.clients;

import io.commercebackbone.gateway.problem.Problem;
import io.commercebackbone.gateway.problem.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers browsers that ask whether a page may call, before security asks for a token, which they do not send then. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class CrossOriginFilter implements WebFilter {

    private final CorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration configuration;
    private final Problems problems;
    private final boolean enabled;

    CrossOriginFilter(CrossOrigin origins, Problems problems) {
        this.configuration = origins.configuration();
        this.problems = problems;
        this.enabled = !origins.allowedOrigins().isEmpty();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!enabled) {
            return chain.filter(exchange);
        }
        if (!processor.process(configuration, exchange)) {
            return problems.answer(exchange, Problem.FOREIGN_ORIGIN);
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : chain.filter(exchange);
    }
}
