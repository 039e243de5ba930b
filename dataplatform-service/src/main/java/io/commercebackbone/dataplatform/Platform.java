package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Unavailable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    Platform(HttpClient http, PlatformProperties properties, Clock clock) {
        this.http = http;
        this.target = URI.create(properties.url().toString().replaceAll("/+$", "") + PATH);
        this.signer = new Signer(properties.secret());
        this.clock = clock;
        this.properties = properties;
    }

    /** Sends an event once. What goes wrong on the way is an outcome, not an exception. */
    Outcome post(OutgoingCall call) {
        AnswerHead head = new AnswerHead();
        CompletableFuture<HttpResponse<Boolean>> answer = http.sendAsync(request(call), head);
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

    private HttpRequest request(OutgoingCall call) {
        Instant now = clock.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(properties.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .header(IDEMPOTENCY_KEY, call.idempotencyKey().toString())
                .header(SIGNATURE, signer.sign(now, call.body()))
                .POST(BodyPublishers.ofString(call.body()));
        if (call.traceparent() != null) {
            request.header("traceparent", call.traceparent());
        }
        return request.build();
    }
}
