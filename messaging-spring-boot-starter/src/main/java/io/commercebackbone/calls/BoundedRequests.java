package io.commercebackbone.calls;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** Ends each call when its time is over, however the target spends it: time-outs of sockets bound single reads only. */
final class BoundedRequests extends HttpComponentsClientHttpRequestFactory {

    private final ScheduledExecutorService watch;
    private final Duration longest;

    BoundedRequests(HttpClient client, ScheduledExecutorService watch, Duration longest) {
        super(client);
        this.watch = watch;
        this.longest = longest;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // to cancel what has ended does nothing
    protected ClassicHttpRequest createHttpUriRequest(HttpMethod method, URI uri) {
        ClassicHttpRequest request = super.createHttpUriRequest(method, uri);
        if (request instanceof Cancellable call) {
            watch.schedule(call::cancel, longest.toNanos(), TimeUnit.NANOSECONDS);
        }
        return request;
    }
}
