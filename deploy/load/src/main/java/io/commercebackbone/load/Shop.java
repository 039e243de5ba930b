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

    List<String> tokens(int count) throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(token("user=" + UUID.randomUUID()));
        }
        return tokens;
    }

    List<UUID> products(int count) throws IOException, InterruptedException {
        String admin = token("user=" + UUID.randomUUID() + "&roles=admin");
        List<UUID> products = new ArrayList<>();
        try (Connection connection = new Connection(stack.entry("order-service").port())) {
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
