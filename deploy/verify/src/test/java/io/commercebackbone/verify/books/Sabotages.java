package io.commercebackbone.verify.books;

import static io.commercebackbone.verify.books.Sabotage.inOrders;
import static io.commercebackbone.verify.books.Sabotage.inPayments;

import java.util.List;

/** Every kind of wrong that can be planted in the databases. */
final class Sabotages {

    static final List<Sabotage> ALL = List.of(
            inOrders(
                    "stock-differs-from-ledger",
                    "product {product}",
                    "update products set stock = stock + 1 where id = '{product}'"),
            inOrders(
                    "stock-differs-from-orders",
                    "product {product}",
                    "update products set stock = stock - 1 where id = '{product}'"),
            inOrders(
                    "stock-entry-missing",
                    "product {product}",
                    "delete from stock_ledger where product_id = '{product}' and number = 1"),
            inOrders(
                    "stock-entry-does-not-continue",
                    "product {product}",
                    "update stock_ledger set stock_after = stock_after + 1 where product_id = '{product}' and number ="
                            + " 2"),
            inOrders(
                    "order-differs-from-stock",
                    "order {failed}",
                    "delete from stock_ledger where reference = '{failed}' and delta > 0"),
            inOrders("order-differs-from-stock", "order {failed}", """
                insert into stock_ledger (product_id, number, delta, reason, stock_after, reference, at)
                select product_id, 1000, delta, reason, stock_after, reference, at
                  from stock_ledger where reference = '{failed}' and delta > 0\
                """),
            inOrders(
                    "order-differs-from-stock",
                    "order {paid}",
                    "update order_lines set quantity = quantity + 1 where order_id = '{paid}'"),
            inOrders("order-differs-from-stock", "order {stranger}", """
                update stock_ledger set reference = '{stranger}' where reference = '{paid}'\
                """),
            inOrders(
                    "order-differs-from-lines",
                    "order {paid}",
                    "update orders set total_amount = 1, payment_amount = 1 where id = '{paid}'"),
            inOrders("paying-past-its-lease", "order {pending}", """
                update orders set status = 'PAYING', attempt = 1, lease_until = now() - interval '1 hour'
                 where id = '{pending}'\
                """),
            inOrders(
                    "unpaid-past-its-time",
                    "order {pending}",
                    "update orders set expires_at = now() - interval '1 hour' where id = '{pending}'"),
            inOrders("campaign-differs-from-coupons", "campaign {stranger}", coupon("""
                update campaigns set issued_quantity = 2 where id = '{stranger}'\
                """)),
            inOrders("coupon-differs-from-order", "coupon {stranger}", coupon("""
                update coupons set used_by = '{failed}', used_at = now() where id = '{stranger}'\
                """)),
            inOrders("coupon-differs-from-order", "coupon {stranger}", coupon("""
                update orders set coupon_id = '{stranger}' where id = '{paid}'\
                """)),
            inOrders("coupon-used-twice", "coupon {stranger}", coupon("""
                update orders set coupon_id = '{stranger}' where id in ('{paid}', '{pending}')\
                """)),
            inOrders(
                    "refund-overdue",
                    "order {failed}",
                    "update orders set refund_due_since = now() - interval '1 hour' where id = '{failed}'"),
            inOrders(
                    "order-without-its-event",
                    "order {pending}",
                    "delete from outbox where key = '{pending}' and topic = 'order-created'"),
            inOrders(
                    "order-without-its-event",
                    "order {failed}",
                    "delete from outbox where key = '{failed}' and topic = 'order-cancelled'"),
            inOrders("event-without-cause", "order {pending}", "delete from outbox where key = '{pending}'"),
            inOrders("event-not-sent", "order {pending}", """
                insert into outbox (event_id, topic, key, payload)
                values (gen_random_uuid(), 'order-created', '{pending}', '')\
                """),
            inOrders("event-parked", "order {pending}", """
                insert into outbox_parked (id, key, attempts, next_at)
                select id, key, 1, now() from outbox where key = '{pending}'\
                """),
            inOrders(
                    "money-moved-but-not-paid",
                    "order {paid}",
                    "update orders set status = 'PENDING' where id = '{paid}'"),
            inOrders(
                    "paid-without-money",
                    "order {pending}",
                    "update orders set status = 'PAID' where id = '{pending}'"),
            inOrders(
                    "paid-by-another-payment",
                    "order {paid}",
                    "update orders set payment_id = '{stranger}' where id = '{paid}'"),
            inOrders(
                    "paid-by-another-payment",
                    "order {paid}",
                    "update orders set attempt = attempt + 1 where id = '{paid}'"),
            inOrders(
                    "attempt-never-begun",
                    "order {paid}",
                    "update orders set attempt = attempt - 1 where id = '{paid}'"),
            inOrders(
                    "order-differs-from-shipment",
                    "order {paid}",
                    "update orders set status = 'DELIVERED' where id = '{paid}'"),
            inOrders("cancelled-but-money-kept", "order {paid}", """
                update orders set status = 'CANCELLED', cancel_reason = 'USER_REQUEST' where id = '{paid}'\
                """),
            inOrders(
                    "cancelled-for-another-reason",
                    "order {failed}",
                    "update orders set cancel_reason = 'EXPIRED' where id = '{failed}'"),
            inOrders(
                    "failed-but-not-cancelled",
                    "order {failed}",
                    "update orders set status = 'PENDING', cancel_reason = null where id = '{failed}'"),
            inPayments(
                    "balance-differs-from-ledger",
                    "user {user}",
                    "update balances set balance = balance + 1 where user_id = '{user}'"),
            inPayments(
                    "money-not-conserved",
                    "all users",
                    "update balances set balance = balance + 1 where user_id = '{user}'"),
            inPayments("money-not-conserved", "user {user}", """
                update balance_entries set amount = amount + 1 where user_id = '{user}' and type = 'CHARGE'\
                """),
            inPayments(
                    "balance-entry-missing",
                    "user {user}",
                    "delete from balance_entries where user_id = '{user}' and number = 1"),
            inPayments(
                    "balance-entry-does-not-continue",
                    "user {user}",
                    "update balance_entries set balance_after = 1 where user_id = '{user}' and number = 1"),
            inPayments(
                    "payment-differs-from-ledger",
                    "order {paid}",
                    "delete from balance_entries where user_id = '{user}' and type = 'PAYMENT'"),
            inPayments(
                    "payment-differs-from-ledger",
                    "order {paid}",
                    "update balance_entries set amount = -1 where user_id = '{user}' and type = 'PAYMENT'"),
            inPayments("money-moved-without-reason", "user {user}", """
                insert into balance_entries (user_id, number, type, amount, balance_after, reference, at)
                values ('{user}', 1000, 'REFUND', 1, 1, '{stranger}', now())\
                """),
            inPayments("refund-differs-from-payment", "order {paid}", refund("amount - 1")),
            inPayments("refunded-but-paid", "order {paid}", refund("amount")),
            inPayments("shipment-differs-from-refund", "order {paid}", refund("amount")),
            inPayments("order-paid-twice", "order {paid}", """
                drop index payments_completed;
                insert into payments (order_id, attempt, id, user_id, status, amount, currency, shipment_id, created_at)
                select order_id, attempt + 1, '{stranger}', user_id, status, amount, currency, shipment_id, created_at
                  from payments where order_id = '{paid}'\
                """),
            inPayments(
                    "paid-another-amount",
                    "order {paid}",
                    "update payments set amount = amount + 1 where order_id = '{paid}'"),
            inPayments(
                    "shipment-differs-from-payment", "order {paid}", "delete from shipments where order_id = '{paid}'"),
            inPayments("shipment-without-its-event", "order {paid}", """
                update shipments set status = 'STARTED', tracking_number = 'x', started_at = now()
                 where order_id = '{paid}'\
                """),
            inPayments("payment-without-its-event", "order {failed}", "delete from outbox where key = '{failed}'"),
            inPayments(
                    "payment-of-no-order",
                    "order {stranger}",
                    "update payments set order_id = '{stranger}' where order_id = '{failed}'"));

    private Sabotages() {}

    /** The user has a coupon, the only one of its campaign. */
    private static String coupon(String andThen) {
        return """
            insert into campaigns (id, name, discount_type, discount_value, min_order_amount, total_quantity,
                                   issued_quantity, valid_from, valid_until, created_at)
            values ('{stranger}', 'Spring', 'FIXED', 100, 0, 10, 1, now(), now() + interval '1 day', now());
            insert into coupons (id, campaign_id, user_id, issued_at) values ('{stranger}', '{stranger}', '{user}', now());
            """ + andThen;
    }

    private static String refund(String amount) {
        return """
            insert into refunds (order_id, id, payment_id, user_id, amount, reason, created_at)
            select order_id, '{stranger}', id, user_id, %s, 'x', now() from payments where order_id = '{paid}'\
            """.formatted(amount);
    }
}
