package io.commercebackbone.verify.load;

import io.commercebackbone.verify.load.History.Begun;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Makes the calls of all clients and writes each of them into the history. */
final class Calls {

    /** A bit less than the gateway's own patience with a service, so that some calls end without any answer. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final int FIRST_SERVER_ERROR = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Entrance entrance;
    private final History history;
    private final Clock clock;

    Calls(Entrance entrance, History history, Clock clock) {
        this.entrance = entrance;
        this.history = history;
        this.clock = clock;
    }

    /**
     * A call.
     *
     * @param body empty for none
     * @param what as the history has it
     * @param answer what of a good answer matters
     */
    record Request(
            Action action,
            String method,
            String path,
            String body,
            String key,
            String what,
            Function<JsonNode, String> answer) {}

    Operation make(int client, Person person, Request request) {
        return make(client, person, person.token(clock.instant()), request);
    }

    /** @param token may be somebody else's, an admin's for instance */
    Operation make(int client, Person person, String token, Request request) {
        Begun begun =
                history.begin(client, request.action(), person.id(), request.key(), request.what(), clock.instant());
        Operation operation = ended(begun, token, request);
        history.end(operation);
        return operation;
    }

    /** The shipment of a paid order, if somebody can be asked just now. */
    Optional<UUID> shipment(Person person, UUID order) {
        Request request = new Request(Action.SHIP, "GET", "/shipments?orderId=" + order, "", "", "", body -> "");
        try {
            HttpResponse<String> response =
                    http.send(http(person.token(clock.instant()), request), BodyHandlers.ofString());
            String id = parsed(response.body()).path("items").path(0).path("id").asString("");
            return id.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(id));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Operation ended(Begun begun, String token, Request request) {
        try {
            HttpResponse<String> response = http.send(http(token, request), BodyHandlers.ofString());
            return told(begun, request, response.statusCode(), parsed(response.body()));
        } catch (ConnectException e) {
            return silent(begun, Outcome.FAIL, "not connected"); // so that nothing was sent
        } catch (IOException e) {
            return silent(begun, Outcome.UNKNOWN, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return silent(begun, Outcome.UNKNOWN, "interrupted");
        }
    }

    private Operation told(Begun begun, Request request, int status, JsonNode body) {
        Instant now = clock.instant();
        if (status / 100 == 2) {
            try {
                return begun.ended(now, Outcome.OK, status, "", request.answer().apply(body));
            } catch (IllegalArgumentException e) {
                return begun.ended(now, Outcome.UNKNOWN, status, "unreadable answer", "");
            }
        }
        String code = body.path("code").asString("");
        boolean refused = status < FIRST_SERVER_ERROR || code.equals("order-intake-busy");
        return begun.ended(now, refused ? Outcome.FAIL : Outcome.UNKNOWN, status, code, "");
    }

    private Operation silent(Begun begun, Outcome outcome, String why) {
        return begun.ended(clock.instant(), outcome, 0, why, "");
    }

    private HttpRequest http(String token, Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(entrance.address(request.path())))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        request.method(),
                        request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        if (!request.key().isEmpty()) {
            builder.header("Idempotency-Key", request.key());
        }
        return builder.build();
    }

    private static JsonNode parsed(String body) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
