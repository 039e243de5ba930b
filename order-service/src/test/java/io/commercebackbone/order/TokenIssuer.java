package io.commercebackbone.order;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** An OpenID Connect issuer for tests: real discovery, real keys, real signatures. */
public final class TokenIssuer {

    private static final TokenIssuer SHARED = new TokenIssuer();

    private final HttpServer server;
    private final RSAKey key;

    private TokenIssuer() {
        try {
            key = newKey();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String configuration = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\",\"subject_types_supported\":[\"public\"]}"
                .formatted(uri(), uri());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, configuration));
        server.createContext("/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.start();
    }

    /** The issuer of this JVM. */
    public static TokenIssuer shared() {
        return SHARED;
    }

    public String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public String token(UUID user, String... roles) {
        return token(user.toString(), Duration.ofMinutes(10), key, roles);
    }

    public String expired(UUID user) {
        return token(user.toString(), Duration.ofMinutes(-10), key);
    }

    /** Signed by somebody else with the same key id. */
    public String forged(UUID user) {
        return token(user.toString(), Duration.ofMinutes(10), newKey(), "admin");
    }

    private String token(String subject, Duration validFor, RSAKey signer, String... roles) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(uri())
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plus(validFor)))
                .claim("roles", List.of(roles))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("tests").build(), claims);
        try {
            jwt.sign(new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("tests").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
