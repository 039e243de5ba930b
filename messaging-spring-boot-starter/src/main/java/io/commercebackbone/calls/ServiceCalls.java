package io.commercebackbone.calls;

import io.commercebackbone.http.CurrentTrace;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the clients of the services that this one calls. Each target has a name, settings under
 * {@code backbone.calls.<name>}, and a breaker, a bulkhead and connections of its own.
 */
public class ServiceCalls implements AutoCloseable {

    private static final String PREFIX = "backbone.calls";
    private static final String ISSUER = "issuer";
    static final String WATCH = "calls-watch";

    /** After so long a kept connection is looked at before it is used: the target may have closed it. */
    private static final TimeValue IDLE = TimeValue.ofMilliseconds(200);

    private final Binder binder;
    private final BindHandler validation;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final JsonMapper json;
    private final CurrentTrace trace;
    private final Clock clock;
    private final List<CloseableHttpClient> connections = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name(WATCH).daemon().factory());
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
        // not by the first call, which may come when the machine gives no thread any more
        watch.prestartCoreThread();
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
        connections.forEach(client -> client.close(CloseMode.IMMEDIATE));
        watch.shutdownNow();
    }

    private ServiceToken token() {
        Credentials credentials = binder.bindOrCreate(PREFIX, Bindable.of(Credentials.class), validation);
        CallProperties properties = properties(ISSUER);
        return new ServiceToken(target(ISSUER, properties), credentials, properties.longest(), clock);
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
                bulkheads.bulkhead(name, properties.asking()),
                bulkheads.bulkhead(name + "-told", properties.telling()));
    }

    /** Blocks in the caller's own thread, on a connection that is kept: no call changes threads on its way. */
    private RestClient http(CallProperties properties) {
        Timeout read = Timeout.of(properties.readTimeout());
        Timeout connect = Timeout.of(properties.connectTimeout());
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(2 * properties.maxConcurrent())
                        .setMaxConnPerRoute(2 * properties.maxConcurrent())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(read)
                                .setValidateAfterInactivity(IDLE)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(read)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
        connections.add(client);
        return RestClient.builder()
                .requestFactory(new BoundedRequests(client, watch, properties.longest()))
                .build();
    }
}
