package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.Unavailable;
import io.commercebackbone.tracing.Spans;
import io.micrometer.tracing.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The outside platform over HTTP. A call blocks for the configured time at most, whatever the platform does: not
 * connecting, not answering and dripping are all cut off. Once status and headers have come they are the outcome, also
 * when the rest of the answer never comes. Redirects are not followed.
 */
@Component
class Platform {

    static final String PATH = "/v1/payments";
    static final String SIGNATURE = "X-Signature";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String USER_AGENT = "commerce-backbone-dataplatform-service/1.0";

    private final HttpClient http;
    private final URI target;
    private final Signer signer;
    private final Clock clock;
    private final PlatformProperties properties;
    private final Spans spans;

    Platform(HttpClient http, PlatformProperties properties, Spans spans, Clock clock) {
        this.http = http;
        this.target = URI.create(properties.url().toString().replaceAll("/+$", "") + PATH);
        this.signer = new Signer(properties.secret());
        this.clock = clock;
        this.properties = properties;
        this.spans = spans;
    }

    /** Sends an event once. What goes wrong on the way is an outcome, not an exception. */
    Outcome post(OutgoingCall call) {
        Spans.Open span = spans.begin(() -> about(call), call.traceparent(), clock.instant());
        Outcome outcome = posted(request(call, span.traceparent()));
        span.end(outcome instanceof Delivered ? null : new IOException("not delivered"));
        return outcome;
    }

    private Spans.About about(OutgoingCall call) {
        return new Spans.About(
                "POST " + PATH,
                Span.Kind.CLIENT,
                Map.of(
                        "http.request.method", "POST",
                        "server.address", target.getHost(),
                        "messaging.message.id", call.idempotencyKey().toString()));
    }

    private Outcome posted(HttpRequest request) {
        AnswerHead head = new AnswerHead();
        CompletableFuture<HttpResponse<Boolean>> answer = http.sendAsync(request, head);
        String problem;
        try {
            answer.get(properties.timeout().toNanos(), TimeUnit.NANOSECONDS);
            problem = "no answer";
        } catch (TimeoutException e) {
            problem = "no answer within " + properties.timeout();
        } catch (ExecutionException e) {
            problem = String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "interrupted";
        } finally {
            answer.cancel(true);
        }
        String reason = problem;
        return head.seen().map(this::outcome).orElseGet(() -> new Unavailable(null, reason, null));
    }

    private Outcome outcome(ResponseInfo answer) {
        String header = answer.headers().firstValue("Retry-After").orElse(null);
        return Answers.outcome(answer.statusCode(), RetryAfter.of(header, clock.instant(), properties.maxRetryAfter()));
    }

    private HttpRequest request(OutgoingCall call, @Nullable String traceparent) {
        Instant now = clock.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(properties.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .header(IDEMPOTENCY_KEY, call.idempotencyKey().toString())
                .header(SIGNATURE, signer.sign(now, call.body()))
                .POST(BodyPublishers.ofString(call.body()));
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return request.build();
    }
}
