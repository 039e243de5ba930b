package io.commercebackbone.calls;

import io.commercebackbone.http.CurrentTrace;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Calls one other service, JSON in and out, in this service's own name and within the current trace. Blocks for the
 * sum of the time-outs at most, and tries nothing twice. Thread-safe.
 *
 * <p>Every call throws {@link CallRefused} if the service refused it and {@link ServiceUnavailable} if it gave no usable
 * answer. Never to be called within a database transaction: it would hold its locks for as long as the other takes.
 */
public final class ServiceClient {

    private static final String TRACE_PARENT = "traceparent";

    private final Target target;
    private final ServiceToken token;
    private final CurrentTrace trace;

    ServiceClient(Target target, ServiceToken token, CurrentTrace trace) {
        this.target = target;
        this.token = token;
        this.trace = trace;
    }

    public <T> T get(String path, Class<T> answer) {
        return send(HttpMethod.GET, path, null, Target.bodyAs(answer));
    }

    public <T> T post(String path, Object body, Class<T> answer) {
        return send(HttpMethod.POST, path, body, Target.bodyAs(answer));
    }

    /** Posts where nothing is to be learned from the answer but that there is one. */
    public void post(String path, Object body) {
        send(HttpMethod.POST, path, body, (json, response) -> true);
    }

    private <T> T send(HttpMethod method, String path, @Nullable Object body, Target.Reader<T> reader) {
        String bearer = token.value();
        URI uri = target.at(path);
        try {
            return target.call(method, uri, headers -> fill(headers, bearer, body), body, reader);
        } catch (ServiceUnavailable e) {
            if (e.getCause() instanceof CallRefused refused && refused.status() == HttpStatus.UNAUTHORIZED.value()) {
                token.forget(bearer);
            }
            throw e;
        }
    }

    private void fill(HttpHeaders headers, String bearer, @Nullable Object body) {
        headers.setBearerAuth(bearer);
        String traceparent = trace.traceparent();
        if (traceparent != null) {
            headers.set(TRACE_PARENT, traceparent);
        }
        if (body != null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
    }
}
