package io.commercebackbone.gateway.routing;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.client.HttpClient;

/**
 * Sends each request once. The client would by itself send it again when the connection is reset, also when the service
 * has acted on it already: a client that wants a second try says so with an {@code Idempotency-Key}.
 */
@Component
class UpstreamClient implements HttpClientCustomizer {

    @Override
    public HttpClient customize(HttpClient client) {
        return client.disableRetry(true);
    }
}
