package io.commercebackbone.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shop as its clients see it: tokens, products, orders. */
final class Shop {

    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final int STOCK = 100_000_000;

    private final Stack stack;

    Shop(Stack stack) {
        this.stack = stack;
    }

    /** Somebody with a token. */
    record User(UUID id, String token) {}

    List<User> users(int count) throws IOException, InterruptedException {
        List<User> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            users.add(new User(id, token("user=" + id)));
        }
        return users;
    }

    List<String> tokens(int count) throws IOException, InterruptedException {
        return users(count).stream().map(User::token).toList();
    }

    /** Puts as much into each balance as one charge may. */
    void charge(List<User> users) throws IOException {
        try (Connection connection =
                new Connection(stack.entry("payment-service").port())) {
            for (User user : users) {
                int status = connection
                        .send(Connection.request("POST", "/balances/me/charges", user.token(), "{\"amount\":10000000}"))
                        .status();
                if (status != 201) {
                    throw new IllegalStateException("a charge was answered with " + status);
                }
            }
        }
    }

    /** Clients that each pay the orders of one of these users, one after the other. */
    Load.Clients payers(List<User> users, UnpaidOrders orders) {
        int port = stack.entry("payment-service").port();
        return number -> new Load.Client() {

            private final Connection connection = new Connection(port);
            private final User user = users.get(number % users.size());

            @Override
            public boolean call() throws IOException {
                return connection
                                .send(Connection.request(
                                        "POST",
                                        "/payments",
                                        user.token(),
                                        "{\"orderId\":\"" + orders.next(user) + "\"}"))
                                .status()
                        == 201;
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    List<UUID> products(int count) throws IOException, InterruptedException {
        return products(stack.entry("order-service").port(), count);
    }

    /** New products of the order-service at the port. */
    List<UUID> products(int port, int count) throws IOException, InterruptedException {
        String admin = token("user=" + UUID.randomUUID() + "&roles=admin");
        List<UUID> products = new ArrayList<>();
        try (Connection connection = new Connection(port)) {
            for (int i = 0; i < count; i++) {
                String body = "{\"name\":\"load %d\",\"price\":10,\"stock\":%d}".formatted(i, STOCK);
                Connection.Answer answer = connection.send(Connection.request("POST", "/admin/products", admin, body));
                products.add(UUID.fromString(first(ID, answer.body())));
            }
        }
        return products;
    }

    /** Clients that order one unit of a random one of these products, through the process at the port. */
    Load.Clients buyers(int port, List<String> tokens, List<UUID> products) {
        return number -> new Load.Client() {

            private final Connection connection = new Connection(port);
            private final String token = tokens.get(number % tokens.size());
            private final Random random = new Random(number);

            @Override
            public boolean call() throws IOException {
                UUID product = products.get(random.nextInt(products.size()));
                return connection.send(order(token, product)).status() == 201;
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    /** Clients that each read the best sellers of a week, through the process at the port. */
    static Load.Clients readers(int port, List<String> tokens) {
        return number -> new Load.Client() {

            private final Connection connection = new Connection(port);
            private final byte[] look =
                    Connection.request("GET", "/rankings?window=7d&limit=10", tokens.get(number % tokens.size()), "");

            @Override
            public boolean call() throws IOException {
                return connection.send(look).status() == 200;
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    static byte[] order(String token, UUID product) {
        return Connection.request(
                "POST", "/orders", token, "{\"items\":[{\"productId\":\"" + product + "\",\"quantity\":1}]}");
    }

    private String token(String form) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.US_ASCII));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://localhost:" + stack.entry("issuer").port() + "/oauth2/token"))
                    .header("Authorization", "Basic " + credentials)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&" + form))
                    .build();
            return first(
                    TOKEN,
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("unexpected answer: " + text);
        }
        return matcher.group(1);
    }
}
