package io.commercebackbone.calls;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * The token that this service shows to others: client credentials with scope {@code internal}. Asked for when first
 * needed, kept until shortly before it expires, renewed by one caller at a time; while the issuer is away the old one
 * goes on being used for as long as it is valid.
 */
final class ServiceToken {

    private static final Logger log = LoggerFactory.getLogger(ServiceToken.class);

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final byte[] GRANT =
            "grant_type=client_credentials&scope=internal".getBytes(StandardCharsets.US_ASCII);

    /** What a token without {@code expires_in} is good for. */
    private static final long UNKNOWN_LIFE = 60;

    private final Target issuer;
    private final Credentials credentials;
    private final Duration longestWait;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Issued current;

    /** @param longestWait for another caller that is asking the issuer already */
    ServiceToken(Target issuer, Credentials credentials, Duration longestWait, Clock clock) {
        this.issuer = issuer;
        this.credentials = credentials;
        this.longestWait = longestWait;
        this.clock = clock;
    }

    private record Issued(String value, Instant renewAt, Instant expiresAt) {

        boolean fresh(Instant now) {
            return now.isBefore(renewAt);
        }

        boolean valid(Instant now) {
            return now.isBefore(expiresAt);
        }
    }

    private record Metadata(@JsonProperty("token_endpoint") URI tokenEndpoint) {}

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") @Nullable Long expiresIn) {}

    /** @throws ServiceUnavailable if there is none and the issuer gives none */
    String value() {
        Issued known = current;
        Instant now = clock.instant();
        if (known != null && known.fresh(now)) {
            return known.value();
        }
        return known != null && known.valid(now) ? renewed(known) : awaited();
    }

    /** The target did not accept it: the next call asks for another one. */
    void forget(String refused) {
        Issued known = current;
        if (known != null && known.value().equals(refused)) {
            current = null;
        }
    }

    private String renewed(Issued known) {
        if (!renewing.tryLock()) {
            return known.value();
        }
        try {
            return issue();
        } catch (ServiceUnavailable e) {
            log.warn("Token not renewed, the old one is used: {}", e.getMessage());
            return known.value();
        } finally {
            renewing.unlock();
        }
    }

    private String awaited() {
        try {
            if (!renewing.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw issuer.unavailable(new IllegalStateException("it takes too long"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw issuer.unavailable(e);
        }
        try {
            Issued meanwhile = current;
            return meanwhile != null && meanwhile.fresh(clock.instant()) ? meanwhile.value() : issue();
        } finally {
            renewing.unlock();
        }
    }

    private String issue() {
        Metadata metadata =
                issuer.call(HttpMethod.GET, issuer.at(DISCOVERY), headers -> {}, null, Target.bodyAs(Metadata.class));
        Answer answer = issuer.call(
                HttpMethod.POST, metadata.tokenEndpoint(), this::authenticate, GRANT, Target.bodyAs(Answer.class));
        long life = answer.expiresIn() == null ? UNKNOWN_LIFE : answer.expiresIn();
        Instant now = clock.instant();
        // renewed when a tenth of its life is left, and not shown in its last seconds: the call takes time
        current =
                new Issued(answer.accessToken(), now.plusSeconds(life - life / 10), now.plusSeconds(life - life / 60));
        return answer.accessToken();
    }

    private void authenticate(HttpHeaders headers) {
        headers.setBasicAuth(encoded(credentials.clientId()), encoded(credentials.clientSecret()));
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
