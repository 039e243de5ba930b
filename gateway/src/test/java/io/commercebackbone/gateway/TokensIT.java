package io.commercebackbone.gateway;

import static io.commercebackbone.gateway.GatewayClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokensIT {

    private static final Upstream SERVICE = new Upstream("order-service");
    private static final Tokens TOKENS = SERVICE.asIssuer();
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + SERVICE.url(), "ORDER_SERVICE_URL=" + SERVICE.url(), "GATEWAY_RATE_LIMIT_ENABLED=false");

    private final GatewayClient gateway = RUNNING.client();

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("expired", it -> it.signed(claims -> claims.expirationTime(at(Duration.ofMinutes(-5))))),
                bad("never expiring", it -> it.signed(claims -> claims.expirationTime(null))),
                bad("not yet valid", it -> it.signed(claims -> claims.notBeforeTime(at(Duration.ofMinutes(5))))),
                bad("of another issuer", it -> it.signed(claims -> claims.issuer("http://elsewhere"))),
                bad("for another audience", it -> it.signed(claims -> claims.audience("someone-else"))),
                bad("for no audience", it -> it.signed(claims -> claims.audience((String) null))),
                bad("of no user", it -> it.signed(claims -> claims.subject("alice"))),
                bad("without subject", it -> it.signed(claims -> claims.subject(null))),
                bad(
                        "of a service",
                        it -> it.signed(
                                claims -> claims.subject("order-service").claim("scope", List.of("internal")))),
                bad("of a service with a UUID", it -> it.signed(claims -> claims.claim("scope", "shop internal"))),
                bad("tampered with", Tokens::tampered),
                bad("signed by a stranger", Tokens::signedByAStranger),
                bad("signed with an unknown key", Tokens::signedWithAnUnknownKey),
                bad("of a hundred kilobytes", Tokens::ofAHundredKilobytes),
                bad("unsigned", Tokens::unsigned),
                bad("signed with the public key as a secret", Tokens::signedWithThePublicKeyAsSecret),
                bad("no token at all", it -> "nonsense"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesATokenThatIs(String what, Function<Tokens, String> token) throws Exception {
        int before = SERVICE.requests();
        HttpResponse<String> answer = gateway.get("/products", token.apply(TOKENS));
        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(SERVICE.requests()).isEqualTo(before);
    }

    @Test
    void refusesACallWithoutAToken() throws Exception {
        assertProblem(gateway.get("/products", null), 401, "unauthorized");
        assertProblem(gateway.get("/nothing/here", null), 401, "unauthorized");
        assertProblem(gateway.get("/products", null, "Authorization", "Basic ZGVtbzpkZW1v"), 401, "unauthorized");
    }

    @Test
    void takesNoTokenFromTheQuery() throws Exception {
        assertProblem(gateway.get("/products?access_token=" + TOKENS.user(), null), 401, "unauthorized");
    }

    @Test
    void opensAdminToAdministratorsOnly() throws Exception {
        assertProblem(gateway.get("/admin/products", TOKENS.user()), 403, "forbidden");
        assertProblem(gateway.get("/admin/unknown", TOKENS.user()), 403, "forbidden");
        assertThat(gateway.get("/admin/products", TOKENS.admin()).statusCode()).isEqualTo(200);
    }

    private static Arguments bad(String what, Function<Tokens, String> token) {
        return Arguments.of(what, token);
    }

    private static Date at(Duration fromNow) {
        return Date.from(Instant.now().plus(fromNow));
    }
}
