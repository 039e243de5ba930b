package io.commercebackbone.gateway.routing;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.client.HttpClient;

/**
 * Keeps the client from repeating requests by itself, as it would when a connection is reset, also when the service has
 * acted on the request already. What may be sent again is for {@link Repeats} to say.
 */
@Component
class UpstreamClient implements HttpClientCustomizer {

    @Override
    public HttpClient customize(HttpClient client) {
        return client.disableRetry(true);
    }
}
