package io.commercebackbone.http;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys: asked for when the first token comes, asked for again in the background when they are old, so
 * that a withdrawn key is forgotten, and at once when a token names a key that is not among them, though not for every
 * such token. While the issuer is away the known keys stay.
 *
 * <p>Blocks while it asks, four seconds at most.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LARGEST_ANSWER = 1 << 20;

    /** So often strangers can make us ask, by tokens with keys of their own. */
    private static final Duration BETWEEN_UNKNOWN = Duration.ofSeconds(10);

    private final String issuer;
    private final @Nullable String keysUrl;
    private final Duration refresh;
    private final Clock clock;
    private final ResourceRetriever http = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_ANSWER);
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;
    private Instant unknownAsked = Instant.MIN;

    /** @param keysUrl where the keys are; null to find it in the issuer's metadata */
    IssuerKeys(String issuer, @Nullable String keysUrl, Duration refresh, Clock clock) {
        this.issuer = issuer;
        this.keysUrl = keysUrl;
        this.refresh = refresh;
        this.clock = clock;
    }

    private record Known(JWKSet keys, Instant refreshAt) {}

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        Known now = known;
        if (now == null) {
            return selector.select(first().keys());
        }
        if (!clock.instant().isBefore(now.refreshAt()) && !asking.isLocked()) {
            Thread.ofVirtual().name("issuer-keys").start(() -> refresh(now));
        }
        List<JWK> found = selector.select(now.keys());
        return found.isEmpty() ? selector.select(afterUnknown(now).keys()) : found;
    }

    private Known first() throws KeySourceException {
        asking.lock();
        try {
            Known meanwhile = known;
            return meanwhile == null ? ask() : meanwhile;
        } catch (IOException | ParseException | IllegalArgumentException e) {
            log.warn("No keys from the issuer yet, tokens cannot be verified issuer={} cause={}", issuer, e.toString());
            throw new RemoteKeySourceException("the issuer's keys cannot be had", e);
        } finally {
            asking.unlock();
        }
    }

    private Known afterUnknown(Known seen) {
        asking.lock();
        try {
            Instant now = clock.instant();
            if (seen.equals(known) && !now.isBefore(unknownAsked.plus(BETWEEN_UNKNOWN))) {
                unknownAsked = now;
                return again(seen);
            }
            return Objects.requireNonNull(known);
        } finally {
            asking.unlock();
        }
    }

    private void refresh(Known seen) {
        if (asking.tryLock()) {
            try {
                if (seen.equals(known)) {
                    again(seen);
                }
            } finally {
                asking.unlock();
            }
        }
    }

    /** Whatever happens, the next look is due only after a while. */
    private Known again(Known seen) {
        try {
            return ask();
        } catch (IOException | ParseException | IllegalArgumentException e) {
            log.warn(
                    "The issuer does not give its keys, the known ones are used issuer={} keys={} cause={}",
                    issuer,
                    ids(seen.keys()),
                    e.toString());
            Known kept = new Known(seen.keys(), clock.instant().plus(refresh.dividedBy(10)));
            known = kept;
            return kept;
        }
    }

    private Known ask() throws IOException, ParseException {
        JWKSet keys = JWKSet.parse(read(keysUrl == null ? discover() : keysUrl));
        Known before = known;
        Known now = new Known(keys, clock.instant().plus(refresh));
        known = now;
        if (before == null || !ids(before.keys()).equals(ids(keys))) {
            log.info("Keys of the issuer issuer={} keys={}", issuer, ids(keys));
        }
        return now;
    }

    private String discover() throws IOException, ParseException {
        var metadata = JSONObjectUtils.parse(read(issuer + DISCOVERY));
        if (!issuer.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
            throw new IllegalArgumentException("the metadata at " + issuer + " is that of another issuer");
        }
        String url = JSONObjectUtils.getString(metadata, "jwks_uri");
        if (url == null) {
            throw new IllegalArgumentException("the metadata at " + issuer + " has no jwks_uri");
        }
        return url;
    }

    private String read(String address) throws IOException {
        URL url = URI.create(address).toURL();
        return http.retrieveResource(url).getContent();
    }

    private static List<String> ids(JWKSet keys) {
        return keys.getKeys().stream()
                .map(it -> String.valueOf(it.getKeyID()))
                .sorted()
                .toList();
    }
}
