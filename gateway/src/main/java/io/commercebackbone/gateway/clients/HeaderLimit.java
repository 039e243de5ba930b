package io.commercebackbone.gateway.clients;

import io.commercebackbone.gateway.problem.Problem;
import io.commercebackbone.gateway.problem.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses heads that no service would take. The server itself reads longer ones, so that a token out of all proportion is
 * refused for what it is: this filter runs after security, which orders itself first.
 */
@Component
class HeaderLimit implements WebFilter {

    /** Services take 8 KB, of which the gateway needs some for what it adds. */
    private static final int CHARACTERS = 7 * 1024;

    private static final int SEPARATORS = 4;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return length(exchange.getRequest()) > CHARACTERS
                ? Mono.error(new Refusal(Problem.HEADERS_TOO_LARGE))
                : chain.filter(exchange);
    }

    private static int length(ServerHttpRequest request) {
        int length = request.getURI().getRawPath().length();
        for (Map.Entry<String, List<String>> header : request.getHeaders().headerSet()) {
            for (String value : header.getValue()) {
                length += header.getKey().length() + value.length() + SEPARATORS;
            }
        }
        return length;
    }
}
