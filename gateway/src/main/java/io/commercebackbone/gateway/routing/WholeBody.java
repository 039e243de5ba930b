package io.commercebackbone.gateway.routing;

import io.commercebackbone.gateway.problem.Problem;
import io.commercebackbone.gateway.problem.Refusal;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Reads a body to its end before the service is asked, within {@link BodyLimit}. So a slow client holds a connection of
 * its own and none to a service, a body that is too large reaches nobody in part, and it can be sent a second time.
 */
@Component
class WholeBody implements GlobalFilter, Ordered {

    private final int maxBytes;
    private final Duration patience;

    WholeBody(BodyLimit limit) {
        this.maxBytes = Math.toIntExact(limit.maxSize().toBytes());
        this.patience = limit.patience();
    }

    /** Once the budget is checked. */
    @Override
    public int getOrder() {
        return -90;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long declared = request.getHeaders().getContentLength();
        if (declared > maxBytes) {
            return Mono.error(new Refusal(Problem.PAYLOAD_TOO_LARGE));
        }
        if (declared == 0 || (declared < 0 && !request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING))) {
            return chain.filter(exchange);
        }
        return read(request)
                .flatMap(body -> chain.filter(exchange.mutate()
                        .request(new ReadRequest(request, body))
                        .build()));
    }

    private Mono<byte[]> read(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), maxBytes)
                .map(WholeBody::bytes)
                .defaultIfEmpty(new byte[0])
                .timeout(patience, Mono.error(new Refusal(Problem.REQUEST_TIMEOUT)))
                .onErrorMap(DataBufferLimitException.class, e -> new Refusal(Problem.PAYLOAD_TOO_LARGE));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
