package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.verify.books.Books;
import io.commercebackbone.verify.suite.Customer;
import io.commercebackbone.verify.suite.Suite;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** A customer who does things by lot, and remembers what he was told. */
final class Shopper {

    private static final int CHARGE = 2_000;

    private final Suite suite;
    private final RandomGenerator lots;
    private final AtomicInteger steps;
    private final Customer customer;
    private final UUID product;
    private final List<UUID> orders = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<Wish, Answer> told = new HashMap<>();
    private int charges;

    /** An order that was to be paid under a key. */
    private record Wish(UUID order, String key) {}

    Shopper(Suite suite, RandomGenerator lots, AtomicInteger steps) {
        this.suite = suite;
        this.lots = lots;
        this.steps = steps;
        customer = Customer.of(suite);
        product = suite.newProduct(1_000, 25);
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(condition);
    }

    void go(int count) {
        for (int step = 0; step < count; step++) {
            step(lots.nextInt(100));
            steps.incrementAndGet();
        }
    }

    private void step(int lot) {
        if (lot < 22 || orders.isEmpty()) {
            order();
        } else if (lot < 50) {
            pay(new Wish(any(orders), "key " + wishes.size()));
        } else if (lot < 65 && !wishes.isEmpty()) {
            pay(any(wishes));
        } else if (lot < 77) {
            charge();
        } else if (lot < 80) {
            answered(() -> customer.cancel(any(orders)));
        } else if (lot < 84) {
            suite.passExpiry(any(orders));
        } else if (lot < 89) {
            suite.passLease(any(orders));
        } else if (lot < 94) {
            repeatAnEvent();
        } else {
            ship(any(orders), lot < 97);
        }
    }

    private <T> T any(List<T> list) {
        return list.get(lots.nextInt(list.size()));
    }

    private void order() {
        answered(() -> customer.order(product, 1 + lots.nextInt(3)))
                .filter(answer -> answer.status() == 201)
                .ifPresent(answer -> orders.add(UUID.fromString(answer.text("id"))));
    }

    /** Whoever asks again under the same key is told the same, once he was told anything final. */
    private void pay(Wish wish) {
        wishes.add(wish);
        answered(() -> customer.pay(wish.order(), wish.key()))
                .filter(answer -> answer.status() == 201 || answer.status() == 402)
                .ifPresent(answer -> {
                    Answer before = told.putIfAbsent(wish, answer);
                    if (before != null) {
                        assertThat(answer.status()).as(wish.toString()).isEqualTo(before.status());
                        assertThat(answer.text("id")).as(wish.toString()).isEqualTo(before.text("id"));
                    }
                });
    }

    /** Until it is answered: then it is done, once. */
    private void charge() {
        charges++;
        await(() -> answered(() -> customer.charge(CHARGE, "charge " + charges))
                .filter(answer -> answer.status() == 201)
                .isPresent());
    }

    private void ship(UUID order, boolean arrives) {
        String shipment = suite.payments().read("select id from shipments where order_id = ?", order);
        if (!shipment.isEmpty()) {
            String path = "/admin/shipments/" + shipment;
            answered(() -> suite.admin(suite.paymentService()).post(path + "/start", "{\"trackingNumber\":\"KR\"}"));
            if (arrives) {
                answered(() -> suite.admin(suite.paymentService()).post(path + "/deliver", ""));
            }
        }
    }

    /** An old event comes once more, and late. */
    private void repeatAnEvent() {
        List<ConsumerRecord<String, byte[]>> records = suite.broker().read(any(Books.TOPICS));
        if (!records.isEmpty()) {
            ConsumerRecord<String, byte[]> record = any(records);
            suite.broker()
                    .send(new ProducerRecord<>(
                            record.topic(), null, null, record.key(), record.value(), record.headers()));
        }
    }

    /** The answer, if there was one; without one nobody knows what happened, and the services are given time to return. */
    private Optional<Answer> answered(Supplier<Answer> call) {
        try {
            Answer answer = call.get();
            if (answer.status() == 503) {
                awaitServices();
            }
            return Optional.of(answer);
        } catch (UncheckedIOException e) {
            awaitServices();
            return Optional.empty();
        }
    }

    private void awaitServices() {
        await(() -> suite.orderService().ready() && suite.paymentService().ready());
    }

    /** Until every order has come to an end, those too whose answer was lost: leases and times to pay pass. */
    void settle() {
        await(() -> {
            suite.orders()
                    .change(
                            "update orders set lease_until = now() - interval '1 second'"
                                    + " where user_id = ? and status = 'PAYING'",
                            customer.id());
            suite.orders()
                    .change(
                            "update orders set expires_at = now() - interval '1 second'"
                                    + " where user_id = ? and status = 'PENDING'",
                            customer.id());
            return suite.orders()
                    .read(
                            "select count(*) from orders where user_id = ? and status in ('PENDING', 'PAYING')",
                            customer.id())
                    .equals("0");
        });
    }

    /** What he was told is what is there. */
    void checkAnswers() {
        told.forEach((wish, answer) -> {
            String status = customer.status(wish.order());
            if (answer.status() == 402) {
                assertThat(status).as(wish.toString()).isEqualTo("CANCELLED");
            } else {
                assertThat(suite.orders().read("select payment_id from orders where id = ?", wish.order()))
                        .as(wish.toString())
                        .isEqualTo(answer.text("id"));
            }
        });
        assertThat(suite.payments()
                        .read(
                                "select coalesce(sum(amount), 0)::bigint from balance_entries"
                                        + " where user_id = ? and type = 'CHARGE'",
                                customer.id()))
                .isEqualTo(Integer.toString(charges * CHARGE));
    }
}
