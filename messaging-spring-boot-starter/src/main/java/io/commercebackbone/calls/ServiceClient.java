package io.commercebackbone.calls;

import io.commercebackbone.http.CurrentTrace;
import java.util.function.Function;
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
        return asServed(bearer -> target.call(
                HttpMethod.GET, target.at(path), headers -> fill(headers, bearer, null), null, Target.bodyAs(answer)));
    }

    public <T> T post(String path, Object body, Class<T> answer) {
        return asServed(bearer -> target.call(
                HttpMethod.POST, target.at(path), headers -> fill(headers, bearer, body), body, Target.bodyAs(answer)));
    }

    /**
     * Posts what has happened already, so that it is too late to refuse it for want of room: it waits for a place, for as
     * long as a call may take, and what asks the target takes none of these places.
     */
    public void tell(String path, Object body) {
        asServed(bearer -> target.tell(target.at(path), headers -> fill(headers, bearer, body), body));
    }

    private <T> T asServed(Function<String, T> call) {
        String bearer = token.value();
        try {
            return call.apply(bearer);
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
