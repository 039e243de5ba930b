package io.commercebackbone.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose end two readers could see in different places, and ways to write {@code /admin} that one might not know. */
class SmugglingIT {

    private static final Upstream SERVICE = new Upstream("order-service");
    private static final Tokens TOKENS = SERVICE.asIssuer();
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + SERVICE.url(), "ORDER_SERVICE_URL=" + SERVICE.url(), "GATEWAY_RATE_LIMIT_ENABLED=false");

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nContent-Length: 6\n\nHELLO",
                "Content-Length: 5, 6\n\nHELLO",
                "Content-Length: +5\n\nHELLO",
                "Content-Length: -1\n\nHELLO",
                "Content-Length : 5\n\nHELLO",
                "Content-Length: 0\nTransfer-Encoding: chunked\n\n5\nHELLO\n0\n\n",
                "Transfer-Encoding: chunked\nContent-Length: 0\n\n5\nHELLO\n0\n\n",
                "Transfer-Encoding: chunked, identity\n\n5\nHELLO\n0\n\n",
                "Transfer-Encoding: xchunked\n\n5\nHELLO\n0\n\n",
                "Transfer-Encoding: chunked\nTransfer-Encoding: identity\n\n5\nHELLO\n0\n\n",
                "Transfer-Encoding : chunked\n\n5\nHELLO\n0\n\n",
                "X: y\n Transfer-Encoding: chunked\nContent-Length: 5\n\nHELLO",
                "Transfer-Encoding: chunked\n\nx\nHELLO\n0\n\n"
            })
    void tellsAServiceOfNoSecondRequestWithinTheFirst(String rest) throws Exception {
        int before = SERVICE.requests();
        String first = "POST /orders HTTP/1.1\nHost: localhost\nAuthorization: Bearer " + TOKENS.admin() + "\n" + rest;
        String second = "GET /internal/x HTTP/1.1\nHost: localhost\nConnection: close\nAuthorization: Bearer "
                + TOKENS.admin() + "\n\n";

        List<String> answers = answers(first + second);

        assertThat(answers).isNotEmpty().allMatch(it -> it.matches("(?s)HTTP/1\\.1 [24].*"));
        assertThat(SERVICE.requests() - before).isLessThanOrEqualTo(1);
        assertThat(SERVICE.paths()).doesNotContain("/internal/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/products",
                "/%61dmin/products",
                "/ADMIN/products",
                "/Admin/products",
                "//admin/products",
                "/./admin/products",
                "/orders/../admin/products",
                "/orders/%2e%2e/admin/products",
                "/orders/..%2fadmin/products",
                "/orders/%252e%252e/admin/products",
                "/orders/..;/admin/products",
                "/admin;x=y/products",
                "/admin%2fproducts",
                "/admin%00/products",
                "/admin\\products",
                "/admin%5cproducts",
                "http://localhost/admin/products"
            })
    void opensAdminToNoUserHoweverItIsWritten(String target) throws Exception {
        int before = SERVICE.requests();
        int status = RUNNING.client().statusOfRawTarget(target, TOKENS.user());
        assertThat(status).isBetween(400, 404);
        assertThat(SERVICE.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b", "a\u007fb", "a\u0085b"}) // the server itself sees to the first two
    void takesNoControlCharactersForAToken(String token) throws Exception {
        List<String> answers = answers(
                "GET /orders HTTP/1.1\nHost: localhost\nConnection: close\nAuthorization: Bearer " + token + "\n\n");

        assertThat(answers).singleElement().asString().startsWith("HTTP/1.1 400 ");
    }

    @Test
    void takesATabForASpace() throws Exception {
        List<String> answers = answers("GET /orders HTTP/1.1\nHost: localhost\nConnection: close\n"
                + "Authorization: Bearer \t" + TOKENS.user() + "\n\n");

        assertThat(answers).singleElement().asString().startsWith("HTTP/1.1 200 ");
    }

    /** What comes until the gateway hangs up. */
    private static List<String> answers(String requests) throws IOException {
        try (Socket socket = new Socket("localhost", RUNNING.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(requests.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return List.of(all.split("(?=HTTP/1\\.1 )", -1));
        }
    }
}
