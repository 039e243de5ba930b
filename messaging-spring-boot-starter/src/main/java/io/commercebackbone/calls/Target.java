package io.commercebackbone.calls;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server that is called, behind its breaker and two bulkheads: for what it is asked, and for what it is told. */
final class Target {

    private static final int LARGEST_PROBLEM = 65_536;

    private final String name;
    private final String url;
    private final Duration retryAfter;
    private final RestClient http;
    private final JsonMapper json;
    private final CircuitBreaker breaker;
    private final Bulkhead asking;
    private final Bulkhead telling;

    Target(
            String name,
            CallProperties properties,
            RestClient http,
            JsonMapper json,
            CircuitBreaker breaker,
            Bulkhead asking,
            Bulkhead telling) {
        this.name = name;
        this.url = properties.url();
        this.retryAfter = properties.retryAfter();
        this.http = http;
        this.json = json;
        this.breaker = breaker;
        this.asking = asking;
        this.telling = telling;
    }

    /** Reads the body of an answer that is no refusal. */
    interface Reader<T> {
        T read(JsonMapper json, ClientHttpResponse response) throws IOException;
    }

    static <T> Reader<T> bodyAs(Class<T> type) {
        return (json, response) -> {
            T body = json.readValue(response.getBody(), type);
            if (body == null) {
                throw new RestClientException("the answer has no body");
            }
            return body;
        };
    }

    URI at(String path) {
        return URI.create(url + path);
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws CallRefused if the target refused this call
     * @throws ServiceUnavailable if there is no usable answer
     */
    <T> T call(HttpMethod method, URI uri, Consumer<HttpHeaders> headers, @Nullable Object body, Reader<T> reader) {
        return within(asking, () -> exchange(method, uri, headers, body, reader));
    }

    /**
     * Tells and waits until it is taken note of; always true.
     *
     * @throws CallRefused if the target refused this call
     * @throws ServiceUnavailable if there is no usable answer
     */
    boolean tell(URI uri, Consumer<HttpHeaders> headers, Object body) {
        return within(telling, () -> exchange(HttpMethod.POST, uri, headers, body, (json, response) -> true));
    }

    private <T> T within(Bulkhead bulkhead, Supplier<T> exchange) {
        try {
            return bulkhead.executeSupplier(() -> breaker.executeSupplier(exchange));
        } catch (CallRefused e) {
            throw e.concernsTheCall() ? e : unavailable(e);
        } catch (BulkheadFullException | CallNotPermittedException | RestClientException | JacksonException e) {
            throw unavailable(e);
        }
    }

    ServiceUnavailable unavailable(Throwable cause) {
        return new ServiceUnavailable(name, retryAfter, cause);
    }

    private <T> T exchange(
            HttpMethod method, URI uri, Consumer<HttpHeaders> headers, @Nullable Object body, Reader<T> reader) {
        RestClient.RequestBodySpec request = http.method(method).uri(uri).headers(headers);
        if (body != null) {
            // with its length, in one piece
            request.body(body instanceof byte[] bytes ? bytes : json.writeValueAsBytes(body));
        }
        try {
            return request.exchangeForRequiredValue((sent, response) -> {
                HttpStatusCode status = response.getStatusCode();
                if (status.is2xxSuccessful()) {
                    return reader.read(json, response);
                }
                if (status.is4xxClientError()) {
                    throw refusal(status.value(), response);
                }
                throw new RestClientException("it answered " + status.value());
            });
        } catch (IllegalStateException e) {
            // what the HTTP client says when the call's time is over between two of its steps
            throw new RestClientException("it was given up", e);
        }
    }

    private CallRefused refusal(int status, ConvertibleClientHttpResponse response) throws IOException {
        byte[] body = response.getBody().readNBytes(LARGEST_PROBLEM);
        JsonNode problem = tree(body);
        return new CallRefused(
                name,
                status,
                problem.path("code").asString(""),
                problem.path("detail").asString(""));
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }
}
