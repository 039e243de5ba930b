package io.commercebackbone.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LocalIssuerIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String GRANT = "grant_type=client_credentials";

    @TempDir
    static Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void keyFile(DynamicPropertyRegistry registry) {
        registry.add("issuer.key-file", () -> directory.resolve("keys/issuer.json"));
        registry.add("ISSUER_URL", () -> "http://localhost:9000");
    }

    @Test
    void givesATokenForTheUserAskedFor() throws Exception {
        String user = UUID.randomUUID().toString();
        HttpResponse<String> answer = token("demo", "demo", GRANT + "&user=" + user);
        SignedJWT token = accessToken(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(token.verify(
                        new RSASSAVerifier(publishedKeys().getKeys().getFirst().toRSAKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(user);
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://localhost:9000");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("commerce-backbone");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).isEmpty();
        assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactly("shop");
        assertThat(life(token)).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"roles=admin|admin", "roles=admin,support|admin;support", "roles=admin&roles=support|admin;support"
            })
    void putsTheRolesAskedForIntoTheToken(String roles, String expected) throws Exception {
        SignedJWT token = accessToken(token("demo", "demo", GRANT + "&user=" + UUID.randomUUID() + "&" + roles));
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).isEqualTo(List.of(expected.split(";", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "payment-service"})
    void givesAServiceATokenOfItsOwn(String service) throws Exception {
        SignedJWT token = accessToken(token(service, service, GRANT + "&scope=internal"));
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(service);
        assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactly("internal");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo|grant_type=client_credentials|invalid_request|parameter user is missing",
                "demo|grant_type=client_credentials&user=|invalid_request|not a UUID",
                "demo|grant_type=client_credentials&user=alice|invalid_request|not a UUID",
                "demo|grant_type=client_credentials&user=1-1-1-1-1|invalid_request|not a UUID",
                "demo|grant_type=client_credentials&user=0198c6b2-0000-7000-8000-000000000001&roles=%3Cb%3E|invalid_request|parameter roles",
                "order-service|grant_type=client_credentials&user=0198c6b2-0000-7000-8000-000000000001|invalid_request|is a service",
            })
    void saysWhatIsWrongWithARequest(String client, String form, String error, String description) throws Exception {
        HttpResponse<String> answer = token(client, client, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("error").asString()).isEqualTo(error);
        assertThat(JSON.readTree(answer.body()).path("error_description").asString())
                .contains(description);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo|grant_type=client_credentials&user=0198c6b2-0000-7000-8000-000000000001&scope=internal|invalid_scope",
                "demo|grant_type=password&user=0198c6b2-0000-7000-8000-000000000001|unsupported_grant_type",
                "demo|user=0198c6b2-0000-7000-8000-000000000001|invalid_request",
            })
    void refusesWhatAClientMayNotAskFor(String client, String form, String error) throws Exception {
        HttpResponse<String> answer = token(client, client, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("error").asString()).isEqualTo(error);
    }

    @Test
    void knowsItsClientsBySecret() throws Exception {
        HttpResponse<String> wrong = token("demo", "guess", GRANT + "&user=" + UUID.randomUUID());
        HttpResponse<String> none = send(request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(GRANT)));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(none.body()).path("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void describesItselfAtTheStandardPaths() throws Exception {
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            JsonNode metadata = JSON.readTree(send(request(path)).body());
            assertThat(metadata.path("issuer").asString()).isEqualTo("http://localhost:9000");
            assertThat(metadata.path("jwks_uri").asString()).isEqualTo("http://localhost:9000/oauth2/jwks");
        }
    }

    @Test
    void keepsThePrivateKeyToItselfAndOnDisk() throws Exception {
        JWKSet published = publishedKeys();
        Path file = directory.resolve("keys/issuer.json");
        assertThat(published.containsNonPublicKeys()).isFalse();
        assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(new SigningKeyFile(file).readOrCreate().getKeyID())
                .isEqualTo(published.getKeys().getFirst().getKeyID());
    }

    @Test
    void answersHealthAndNothingElse() throws Exception {
        assertThat(send(request("/actuator/health")).statusCode()).isEqualTo(200);
        assertThat(send(request("/actuator/env")).statusCode()).isEqualTo(401);
        assertThat(send(request("/anything")).statusCode()).isEqualTo(401);
    }

    /** As Swagger UI does it: the user is in the query, the rest in the form. */
    @Test
    void givesTokensToPagesOfThisMachineAndToNoOthers() throws Exception {
        String user = UUID.randomUUID().toString();
        HttpRequest.Builder asked = request("/oauth2/token")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-requested-with");
        HttpResponse<String> allowed = send(asked.copy().header("Origin", "http://localhost:8080"));
        HttpResponse<String> given = send(request("/oauth2/token?roles=admin&user=" + user)
                .header("Origin", "http://localhost:8080")
                .header("Authorization", "Basic ZGVtbzpkZW1v")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(GRANT + "&scope=")));

        assertThat(allowed.headers().firstValue("access-control-allow-origin")).contains("http://localhost:8080");
        assertThat(given.headers().firstValue("access-control-allow-origin")).contains("http://localhost:8080");
        assertThat(accessToken(given).getJWTClaimsSet().getSubject()).isEqualTo(user);
        assertThat(accessToken(given).getJWTClaimsSet().getStringListClaim("roles"))
                .containsExactly("admin");
        assertThat(send(asked.copy().header("Origin", "https://evil.example")).statusCode())
                .isEqualTo(403);
    }

    private JWKSet publishedKeys() throws Exception {
        return JWKSet.parse(send(request("/oauth2/jwks")).body());
    }

    private HttpResponse<String> token(String client, String secret, String form) throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(request("/oauth2/token")
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static SignedJWT accessToken(HttpResponse<String> answer) throws Exception {
        return SignedJWT.parse(JSON.readTree(answer.body()).path("access_token").asString());
    }

    private static Duration life(SignedJWT token) throws Exception {
        return Duration.between(
                token.getJWTClaimsSet().getIssueTime().toInstant(),
                token.getJWTClaimsSet().getExpirationTime().toInstant());
    }
}
