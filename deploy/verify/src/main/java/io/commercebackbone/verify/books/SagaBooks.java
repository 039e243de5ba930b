package io.commercebackbone.verify.books;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What must be true between the two databases: money moved exactly for the orders that say so. */
final class SagaBooks {

    private final Map<UUID, OrderRow> orders;
    private final Map<UUID, List<PaymentRow>> payments;
    private final List<Finding> findings = new ArrayList<>();

    private SagaBooks(Map<UUID, OrderRow> orders, Map<UUID, List<PaymentRow>> payments) {
        this.orders = orders;
        this.payments = payments;
    }

    static List<Finding> check(Map<UUID, OrderRow> orders, Map<UUID, List<PaymentRow>> payments) {
        SagaBooks books = new SagaBooks(orders, payments);
        orders.values().forEach(order -> books.check(order, payments.getOrDefault(order.id(), List.of())));
        books.checkThatOrdersExist();
        return books.findings;
    }

    private void checkThatOrdersExist() {
        Set<UUID> unknown = new HashSet<>(payments.keySet());
        unknown.removeAll(orders.keySet());
        unknown.forEach(order -> find(
                "payment-of-no-order",
                order,
                "has %s payments, and there is no such order"
                        .formatted(payments.getOrDefault(order, List.of()).size())));
    }

    private void check(OrderRow order, List<PaymentRow> attempts) {
        Optional<PaymentRow> completed =
                attempts.stream().filter(PaymentRow::isCompleted).findFirst();
        switch (order.status()) {
            case "PENDING", "PAYING" ->
                completed.ifPresent(payment -> find(
                        "money-moved-but-not-paid",
                        order.id(),
                        "is %s, and attempt %s took %s"
                                .formatted(order.status(), payment.attempt(), payment.amount())));
            case "CANCELLED" -> cancelled(order, attempts);
            default ->
                completed.ifPresentOrElse(
                        payment -> paid(order, payment),
                        () -> find(
                                "paid-without-money",
                                order.id(),
                                "is %s, and no payment took money".formatted(order.status())));
        }
        for (PaymentRow payment : attempts) {
            attempt(order, payment);
        }
    }

    private void paid(OrderRow order, PaymentRow payment) {
        boolean same = order.attempt() == payment.attempt()
                && payment.id().equals(order.paymentId())
                && Objects.equals(payment.shipmentId(), order.shipmentId())
                && payment.userId().equals(order.userId());
        if (!same) {
            find(
                    "paid-by-another-payment",
                    order.id(),
                    "attempt %s says payment %s, shipment %s; attempt %s is payment %s, shipment %s"
                            .formatted(
                                    order.attempt(),
                                    order.paymentId(),
                                    order.shipmentId(),
                                    payment.attempt(),
                                    payment.id(),
                                    payment.shipmentId()));
        }
        if (payment.amount() == null || payment.amount().compareTo(order.amount()) != 0) {
            find(
                    "paid-another-amount",
                    order.id(),
                    "costs %s and was paid %s".formatted(order.amount(), payment.amount()));
        }
        if (payment.refunded()) {
            find("refunded-but-paid", order.id(), "is %s, and its payment was given back".formatted(order.status()));
        }
        if (!Objects.equals(payment.shipmentStatus(), shipmentOf(order.status()))) {
            find(
                    "order-differs-from-shipment",
                    order.id(),
                    "is %s, and its shipment is %s".formatted(order.status(), payment.shipmentStatus()));
        }
    }

    private static String shipmentOf(String orderStatus) {
        return switch (orderStatus) {
            case "PAID" -> "PREPARING";
            case "SHIPPING" -> "STARTED";
            default -> orderStatus;
        };
    }

    private void cancelled(OrderRow order, List<PaymentRow> attempts) {
        attempts.stream()
                .filter(payment -> payment.isCompleted() && !payment.refunded())
                .forEach(payment -> find(
                        "cancelled-but-money-kept",
                        order.id(),
                        "is CANCELLED, and attempt %s took %s and did not give it back"
                                .formatted(payment.attempt(), payment.amount())));
        boolean refused =
                attempts.stream().anyMatch(payment -> payment.isFailed() && payment.attempt() == order.attempt());
        if (refused != "PAYMENT_FAILED".equals(order.cancelReason())) {
            find(
                    "cancelled-for-another-reason",
                    order.id(),
                    "was cancelled for %s, and attempt %s %s"
                            .formatted(order.cancelReason(), order.attempt(), refused ? "failed" : "did not fail"));
        }
    }

    private void attempt(OrderRow order, PaymentRow payment) {
        if (payment.attempt() > order.attempt()) {
            find(
                    "attempt-never-begun",
                    order.id(),
                    "has a payment of attempt %s, and began %s".formatted(payment.attempt(), order.attempt()));
        }
        if (payment.isFailed() && !order.status().equals("CANCELLED")) {
            find(
                    "failed-but-not-cancelled",
                    order.id(),
                    "is %s, and attempt %s failed".formatted(order.status(), payment.attempt()));
        }
    }

    private void find(String rule, UUID order, String difference) {
        findings.add(new Finding(rule, "order " + order, difference));
    }
}
