package io.commercebackbone.calls;

import io.commercebackbone.http.CurrentTrace;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the clients of the services that this one calls. Each target has a name, settings under
 * {@code backbone.calls.<name>}, and a breaker, a bulkhead and connections of its own.
 */
public class ServiceCalls implements AutoCloseable {

    private static final String PREFIX = "backbone.calls";
    private static final String ISSUER = "issuer";

    private final Binder binder;
    private final BindHandler validation;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final JsonMapper json;
    private final CurrentTrace trace;
    private final Clock clock;
    private final List<HttpClient> connections = new CopyOnWriteArrayList<>();
    private @Nullable ServiceToken token;

    ServiceCalls(
            Binder binder,
            BindHandler validation,
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            JsonMapper json,
            CurrentTrace trace,
            Clock clock) {
        this.binder = binder;
        this.validation = validation;
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.json = json;
        this.trace = trace;
        this.clock = clock;
    }

    /**
     * A client of one target; nothing is sent yet. To be called once per target while the service starts.
     *
     * @throws org.springframework.boot.context.properties.bind.BindException if a setting is missing or not valid; the
     *     report names it
     */
    public synchronized ServiceClient to(String name) {
        if (token == null) {
            token = token();
        }
        return new ServiceClient(target(name, properties(name)), token, trace);
    }

    @Override
    public void close() {
        connections.forEach(HttpClient::shutdownNow);
        connections.forEach(HttpClient::close);
    }

    private ServiceToken token() {
        Credentials credentials = binder.bindOrCreate(PREFIX, Bindable.of(Credentials.class), validation);
        CallProperties properties = properties(ISSUER);
        return new ServiceToken(
                target(ISSUER, properties),
                credentials,
                properties.connectTimeout().plus(properties.readTimeout()),
                clock);
    }

    private CallProperties properties(String name) {
        return binder.bindOrCreate(PREFIX + "." + name, Bindable.of(CallProperties.class), validation);
    }

    private Target target(String name, CallProperties properties) {
        return new Target(
                name,
                properties,
                http(properties),
                json,
                breakers.circuitBreaker(name, properties.circuitBreaker()),
                bulkheads.bulkhead(name, properties.bulkhead()));
    }

    private RestClient http(CallProperties properties) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        connections.add(client);
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(properties.readTimeout());
        return RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .build();
    }
}
