package io.commercebackbone.local.stack;

import io.commercebackbone.local.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import tools.jackson.databind.JsonNode;

/** Places one real order through the gateway and shows what it caused. */
final class Demonstration {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TOPIC = "order-created";
    private static final int STOCK = 100;
    private static final int QUANTITY = 2;

    private final Shop shop;
    private final String bootstrapServers;
    private final String platform;
    private final Progress progress;

    /** @param platform where the stand-in for the outside platform is */
    Demonstration(Shop shop, String bootstrapServers, String platform, Progress progress) {
        this.shop = shop;
        this.bootstrapServers = bootstrapServers;
        this.platform = platform;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @throws StackProblem when a call is refused or an effect does not come about in time
     */
    void run() {
        String admin = shop.token(Request.DEMO_USER, true);
        String user = shop.token(Request.DEMO_USER, false);
        String ordered = product(admin, "Stoneware mug", 12_000);
        String kept = product(admin, "Tea towel", 8_000);
        putIntoCart(user, ordered);
        putIntoCart(user, kept);
        progress.say("two products created, both in the cart; ordering " + QUANTITY + " of the first");
        try (TopicTail tail = new TopicTail(bootstrapServers, TOPIC)) {
            JsonNode order = shop.send(
                    "POST",
                    user,
                    "/orders",
                    Map.of("items", List.of(Map.of("productId", ordered, "quantity", QUANTITY))));
            show(user, order, ordered, kept, tail);
            pay(user, order);
        } catch (KafkaException e) {
            throw new StackProblem("Kafka cannot be read (" + e.getMessage() + "): see `stack logs kafka`", e);
        }
    }

    private void show(String user, JsonNode order, String ordered, String kept, TopicTail tail) {
        String id = order.path("id").asString();
        progress.say("order placed through the gateway; it caused:");
        progress.detail("order    " + id + " " + order.path("status").asString() + ", "
                + order.path("paymentAmount").asString() + " KRW to pay");
        int left = shop.get(user, "/products/" + ordered).path("stock").asInt();
        progress.detail("stock    " + STOCK + " before, " + left + " after");
        ConsumerRecord<String, String> event =
                tail.await(id, LIMIT).orElseThrow(() -> missing("its event on topic " + TOPIC, "order-service"));
        progress.detail("event    topic " + TOPIC + ", partition " + event.partition() + ", offset " + event.offset());
        until(() -> score(user, ordered) > 0, "the product in the ranking", "ranking-service");
        progress.detail("ranking  score " + score(user, ordered) + " today");
        until(() -> !cart(user).contains(ordered), "the ordered product leaving the cart", "cart-service");
        progress.detail("cart     the ordered product has left, the other "
                + (cart(user).contains(kept) ? "is still in it" : "IS MISSING"));
    }

    private void pay(String user, JsonNode order) {
        String id = order.path("id").asString();
        shop.send(
                "POST",
                user,
                "/balances/me/charges",
                Map.of("amount", order.path("paymentAmount").asInt()));
        JsonNode payment = shop.send("POST", user, "/payments", Map.of("orderId", id));
        progress.say("the same order paid from a balance; it caused:");
        progress.detail("payment  " + payment.path("id").asString() + " "
                + payment.path("status").asString() + ", "
                + payment.path("amount").asString() + " KRW");
        until(() -> status(user, id).equals("PAID"), "the order being PAID", "order-service");
        progress.detail("order    " + status(user, id));
        JsonNode shipment =
                shop.get(user, "/shipments?orderId=" + id).path("items").path(0);
        progress.detail("shipment " + shipment.path("id").asString() + " "
                + shipment.path("status").asString());
        until(() -> shop.received(platform).contains(id), "the payment at the platform", "dataplatform-service");
        progress.detail("platform has received it");
    }

    private String status(String user, String order) {
        return shop.get(user, "/orders/" + order).path("status").asString();
    }

    private String product(String admin, String name, int price) {
        return shop.send("POST", admin, "/admin/products", Map.of("name", name, "price", price, "stock", STOCK))
                .path("id")
                .asString();
    }

    private void putIntoCart(String user, String product) {
        shop.send("PUT", user, "/carts/me/items/" + product, Map.of("quantity", QUANTITY));
    }

    private double score(String user, String product) {
        return shop.get(user, "/rankings/products/" + product + "?window=today")
                .path("score")
                .asDouble(0);
    }

    private List<String> cart(String user) {
        return shop.get(user, "/carts/me")
                .path("items")
                .valueStream()
                .map(item -> item.path("productId").asString())
                .toList();
    }

    private static void until(BooleanSupplier condition, String what, String service) {
        if (!Waiting.until(LIMIT, condition)) {
            throw missing(what, service);
        }
    }

    private static StackProblem missing(String what, String service) {
        return new StackProblem("the order was placed, but " + what + " did not come about within " + LIMIT.toSeconds()
                + " s: read `stack logs " + service + "`; the stack is left running");
    }
}
