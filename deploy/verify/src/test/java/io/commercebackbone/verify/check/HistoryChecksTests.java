package io.commercebackbone.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.faults.Traces;
import io.commercebackbone.verify.load.Action;
import io.commercebackbone.verify.load.Line;
import io.commercebackbone.verify.load.Market;
import io.commercebackbone.verify.load.Operation;
import io.commercebackbone.verify.load.Outcome;
import io.commercebackbone.verify.parts.Addresses;
import io.commercebackbone.verify.parts.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the history alone, and the history beside the orders, tell. */
class HistoryChecksTests {

    private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID USER = UUID.randomUUID();
    private static final UUID PRODUCT = UUID.randomUUID();
    private static final UUID ORDER = UUID.randomUUID();
    private static final String LINES = new Line(PRODUCT, 2).toString();

    private final List<Operation> operations = new ArrayList<>();
    private final Map<UUID, PlacedOrder> orders = new LinkedHashMap<>();
    private List<Disturbance> disturbances = List.of();

    private void call(Action action, String key, String what, Outcome outcome, int status, String answer) {
        int number = operations.size() + 1;
        Instant at = BEGIN.plusSeconds(number);
        operations.add(
                new Operation(number, 1, action, USER, key, what, at, at.plusMillis(100), outcome, status, "", answer));
    }

    private void placed(UUID order, String lines) {
        orders.put(order, new PlacedOrder(order, USER, "PENDING", BEGIN.plusSeconds(60), Line.of(lines)));
    }

    private List<String> rules(Check check) throws Exception {
        Database nowhere = new Database("", "", "");
        Evidence evidence = new Evidence(
                new Addresses(nowhere, nowhere, nowhere, "", ""),
                orders,
                operations,
                new Market(Map.of(), UUID.randomUUID()),
                new Traces(),
                List.of(),
                disturbances);
        return check.of(evidence).stream().map(Finding::rule).toList();
    }

    @Test
    void anAnswerThatNobodyHasThoughtOfIsFound() throws Exception {
        call(Action.PAY, "k", ORDER.toString(), Outcome.UNKNOWN, 503, "");
        assertThat(rules(new AnswerCheck())).isEmpty();

        call(Action.PAY, "k", ORDER.toString(), Outcome.UNKNOWN, 500, "");
        assertThat(rules(new AnswerCheck())).containsExactly("internal-error-answered");
    }

    @Test
    void aKeyThatIsAnsweredTwiceTheSameIsRight() throws Exception {
        call(Action.PAY, "k", ORDER.toString(), Outcome.OK, 201, "payment");
        call(Action.PAY, "k", ORDER.toString(), Outcome.UNKNOWN, 504, "");
        call(Action.PAY, "k", ORDER.toString(), Outcome.OK, 201, "payment");

        assertThat(rules(new KeyCheck())).isEmpty();
    }

    @Test
    void aKeyThatIsAnsweredDifferentlyIsFound() throws Exception {
        call(Action.PAY, "k", ORDER.toString(), Outcome.FAIL, 402, "");
        call(Action.PAY, "k", ORDER.toString(), Outcome.OK, 201, "payment");

        assertThat(rules(new KeyCheck())).containsExactly("key-answered-differently");
    }

    @Test
    void anAcknowledgedOrderThatIsNotThereIsFound() throws Exception {
        call(Action.ORDER, "k", LINES, Outcome.OK, 201, ORDER.toString());

        assertThat(rules(new OrderCheck())).containsExactly("acknowledged-order-missing");
    }

    @Test
    void anUnansweredRequestExplainsOneOrderAndNoSecond() throws Exception {
        call(Action.ORDER, "k", LINES, Outcome.UNKNOWN, 0, "");
        placed(ORDER, LINES);
        assertThat(rules(new OrderCheck())).isEmpty();

        placed(UUID.randomUUID(), LINES);
        assertThat(rules(new OrderCheck())).containsExactly("order-nobody-was-told-of");
    }

    @Test
    void aRefusedOrderThatIsThereIsFound() throws Exception {
        call(Action.ORDER, "k", LINES, Outcome.FAIL, 409, "");
        placed(ORDER, LINES);

        assertThat(rules(new OrderCheck())).containsExactly("order-nobody-was-told-of");
    }

    @Test
    void aKeyThatMadeASecondOrderIsFound() throws Exception {
        call(Action.ORDER, "k", LINES, Outcome.UNKNOWN, 0, "");
        call(Action.ORDER, "k", LINES, Outcome.OK, 201, ORDER.toString());
        placed(ORDER, LINES);
        placed(UUID.randomUUID(), LINES);

        assertThat(rules(new OrderCheck())).containsExactly("order-nobody-was-told-of");
    }

    @Test
    void whatWasPaidMustBeReadAsPaid() throws Exception {
        call(Action.ORDER, "k", LINES, Outcome.OK, 201, ORDER.toString());
        call(Action.PAY, "p", ORDER.toString(), Outcome.OK, 201, "payment");
        call(Action.READ, "", ORDER.toString(), Outcome.OK, 200, "PAYING");

        assertThat(rules(new ReadCheck())).containsExactly("payment-not-read");
        disturbances = List.of(new Disturbance(BEGIN, BEGIN.plusSeconds(60)));
        assertThat(rules(new ReadCheck())).isEmpty();
    }

    @Test
    void whatWasCancelledMustBeReadAsCancelled() throws Exception {
        call(Action.ORDER, "k", LINES, Outcome.OK, 201, ORDER.toString());
        call(Action.CANCEL, "", ORDER.toString(), Outcome.OK, 200, "CANCELLED");
        call(Action.READ, "", ORDER.toString(), Outcome.OK, 200, "PENDING");

        assertThat(rules(new ReadCheck())).containsExactly("cancellation-not-read");
    }
}
