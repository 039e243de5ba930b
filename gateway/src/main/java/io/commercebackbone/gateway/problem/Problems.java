package io.commercebackbone.gateway.problem;

import io.commercebackbone.gateway.trace.Trace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request with a problem: {@code application/problem+json} as every service of the suite writes it. */
@Component
public class Problems {

    private static final String TYPE = "urn:commerce-backbone:problem:";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** Completes the answer, which must not have begun. */
    public Mono<Void> answer(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.retryAfter().isPositive()) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(problem.retryAfter())));
        }
        if (problem.status() == HttpStatus.REQUEST_TIMEOUT) {
            // the rest of the body may still come some day
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        byte[] body = json.writeValueAsBytes(body(problem, Trace.of(exchange).id()));
        headers.setContentLength(body.length);
        if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return response.setComplete();
        }
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    /** Rounded up: who comes back a moment too early is refused again. */
    private static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static Map<String, Object> body(Problem problem, String traceId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE + problem.code());
        body.put("title", problem.status().getReasonPhrase());
        body.put("status", problem.status().value());
        body.put("detail", problem.detail());
        body.put("code", problem.code());
        body.put("traceId", traceId);
        return body;
    }
}
