package io.commercebackbone.verify.load;

import io.commercebackbone.verify.load.Calls.Request;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Each call that a customer makes, as the public interface has it. */
final class Requests {

    private Requests() {}

    static Request charge(int amount, String key) {
        return new Request(
                Action.CHARGE,
                "POST",
                "/balances/me/charges",
                "{\"amount\": %d}".formatted(amount),
                key,
                Integer.toString(amount),
                body -> body.path("balance").asString());
    }

    static Request put(Line line) {
        return new Request(
                Action.PUT,
                "PUT",
                "/carts/me/items/" + line.product(),
                "{\"quantity\": %d}".formatted(line.quantity()),
                "",
                line.toString(),
                body -> "");
    }

    static Request drop(UUID product) {
        return new Request(Action.DROP, "DELETE", "/carts/me/items/" + product, "", "", product.toString(), body -> "");
    }

    static Request readCart() {
        return new Request(Action.READ_CART, "GET", "/carts/me", "", "", "", body -> Line.text(lines(body)));
    }

    static Request issue(UUID campaign, String key) {
        return new Request(
                Action.ISSUE, "POST", "/coupons/" + campaign + "/issue", "", key, campaign.toString(), Requests::id);
    }

    /** @param coupon empty for none */
    static Request order(List<Line> lines, String coupon, String key) {
        String items = lines.stream()
                .map(line -> "{\"productId\": \"%s\", \"quantity\": %d}".formatted(line.product(), line.quantity()))
                .collect(Collectors.joining(", "));
        String used = coupon.isEmpty() ? "" : ", \"couponId\": \"" + coupon + "\"";
        return new Request(
                Action.ORDER,
                "POST",
                "/orders",
                "{\"items\": [" + items + "]" + used + "}",
                key,
                Line.text(lines),
                Requests::id);
    }

    static Request read(UUID order) {
        return new Request(Action.READ, "GET", "/orders/" + order, "", "", order.toString(), Requests::status);
    }

    static Request pay(UUID order, String key) {
        return new Request(
                Action.PAY,
                "POST",
                "/payments",
                "{\"orderId\": \"%s\"}".formatted(order),
                key,
                order.toString(),
                Requests::id);
    }

    static Request cancel(UUID order) {
        return new Request(
                Action.CANCEL, "POST", "/orders/" + order + "/cancel", "", "", order.toString(), Requests::status);
    }

    /** The admin's part: a shipment leaves. */
    static Request ship(UUID order, UUID shipment) {
        return new Request(
                Action.SHIP,
                "POST",
                "/admin/shipments/" + shipment + "/start",
                "{\"trackingNumber\": \"T-%s\"}".formatted(order.toString().substring(24)),
                "",
                order.toString(),
                Requests::status);
    }

    private static List<Line> lines(JsonNode cart) {
        return cart.path("items").values().stream()
                .map(item -> new Line(
                        UUID.fromString(item.path("productId").asString()),
                        item.path("quantity").asInt()))
                .toList();
    }

    private static String id(JsonNode body) {
        return UUID.fromString(body.path("id").asString("")).toString();
    }

    private static String status(JsonNode body) {
        return body.path("status").asString("");
    }
}
