package io.commercebackbone.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An OpenID Connect issuer for tests: real discovery, a real key, real RS256 signatures, and whatever token a test needs.
 * Lives as long as the JVM.
 */
public final class LocalIssuer {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration VALID = Duration.ofHours(1);
    static final String KEY_ID = "tests";
    static final String AUDIENCE = "commerce-backbone";
    private static final String BASIC = "Basic ";

    private final KeyPair key = newKey();
    private final String uri;

    private LocalIssuer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            uri = "http://localhost:" + server.getAddress().getPort();
            answer(server, "/.well-known/openid-configuration", """
                    {"issuer":"%1$s","jwks_uri":"%1$s/jwks","token_endpoint":"%1$s/oauth2/token",\
                    "subject_types_supported":["public"]}""".formatted(uri));
            answer(server, "/jwks", jwks());
            server.createContext("/oauth2/token", this::issue);
            Thread.ofPlatform().name("local-issuer").daemon().start(server::start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        private static final LocalIssuer SHARED = new LocalIssuer();
    }

    /** The issuer that all tests of this JVM share. */
    public static LocalIssuer shared() {
        return Holder.SHARED;
    }

    /** What a resource server is configured with as {@code issuer-uri}. */
    public String uri() {
        return uri;
    }

    /** A token of a user, valid for an hour. */
    public String token(UUID user, String... roles) {
        return token(user, VALID, key, roles);
    }

    /** A token of a service, valid for an hour: what {@code POST /oauth2/token} gives to the client of that name. */
    public String serviceToken(String service) {
        return token(service, VALID, key, "\"scope\":[\"internal\"]");
    }

    /** A token that was valid until an hour ago. */
    public String expired(UUID user) {
        return token(user, VALID.negated(), key);
    }

    /** An admin's token that somebody else signed under this issuer's key id. */
    public String forged(UUID user) {
        return token(user, VALID, newKey(), "admin");
    }

    private String token(UUID user, Duration validFor, KeyPair signer, String... roles) {
        String claim = Arrays.stream(roles).map(role -> '"' + role + '"').collect(Collectors.joining(","));
        return token(user.toString(), validFor, signer, "\"roles\":[%s]".formatted(claim));
    }

    private String token(String subject, Duration validFor, KeyPair signer, String claim) {
        return signed(KEY_ID, claims(uri, AUDIENCE, subject, validFor, claim), signer);
    }

    static String claims(String issuer, String audience, String subject, Duration validFor, String claim) {
        return "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"exp\":%d,%s}"
                .formatted(
                        issuer, audience, subject, Instant.now().plus(validFor).getEpochSecond(), claim);
    }

    /** Any claims under this issuer's signature. */
    String signed(String claims) {
        return signed(KEY_ID, claims, key);
    }

    static String signed(String keyId, String claims, KeyPair signer) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(keyId);
        String signed = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signer.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwks() {
        RSAPublicKey publicKey = (RSAPublicKey) key.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"tests\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(
                        encoded(publicKey.getModulus().toByteArray()),
                        encoded(publicKey.getPublicExponent().toByteArray()));
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An unsigned number as JWKs have it: without the sign byte that Java puts before it. */
    private static String encoded(byte[] number) {
        return BASE64.encodeToString(number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number);
    }

    /** Client credentials in the header, as any client may ask for them; every secret will do. */
    private void issue(HttpExchange exchange) throws IOException {
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        if (basic == null || !basic.startsWith(BASIC)) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        String client = new String(Base64.getDecoder().decode(basic.substring(BASIC.length())), StandardCharsets.UTF_8);
        answer(exchange, 200, """
                {"access_token":"%s","token_type":"Bearer","expires_in":%d,"scope":"internal"}""".formatted(serviceToken(client.substring(0, client.indexOf(':'))), VALID.toSeconds()));
    }

    private static void answer(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> answer(exchange, 200, json));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
