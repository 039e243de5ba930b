package io.commercebackbone.idempotency;

import io.commercebackbone.http.Problem;
import io.commercebackbone.idempotency.InFlight.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what is asked under a key once. Requests of this instance under one key take turns; between instances whoever
 * stores the answer first has done it, and the other rolls back. No lock is held in the database meanwhile.
 */
class OnceOnly {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final AnswerStore answers;
    private final TransactionTemplate transaction;
    private final InFlight inFlight;
    private final RepetitionMetrics metrics;
    private final Duration patience;

    OnceOnly(
            AnswerStore answers,
            TransactionTemplate transaction,
            InFlight inFlight,
            RepetitionMetrics metrics,
            Duration patience) {
        this.answers = answers;
        this.transaction = transaction;
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.patience = patience;
    }

    /** Makes one transaction of the handler and of storing its answer. */
    <T> T inTransaction(KeyedRequest request, AnswerFormat format, Supplier<T> handler) {
        Function<Receipt<Outcome<T>>, Outcome<T>> work = receipt -> transaction.execute(status -> {
            Outcome<T> outcome = Outcome.of(handler);
            if (outcome.isRefused() && status.isRollbackOnly()) {
                // what was refused changed nothing: the answer is stored by itself
                status.setRollbackOnly();
            } else {
                answers.store(receipt, outcome);
            }
            return outcome;
        });
        return run(request, format, work, Outcome::get, () -> {});
    }

    /**
     * Leaves it to the work to store its answer with what it commits; what it did not store is stored afterwards.
     *
     * @param beforeRepeating runs before an answer is given again
     */
    <R, T> T run(
            KeyedRequest request,
            AnswerFormat format,
            Function<Receipt<R>, R> work,
            Function<R, T> answer,
            Runnable beforeRepeating) {
        Optional<StoredAnswer> known;
        Turn turn = inFlight.enter(request.scope(), patience).orElseThrow(this::inFlight);
        try {
            known = find(request);
            if (known.isEmpty()) {
                IssuedReceipt<R> receipt =
                        new IssuedReceipt<>(request, outcome -> format.write(() -> answer.apply(outcome)));
                Optional<R> outcome = attempt(work, receipt);
                if (outcome.isPresent()) {
                    return format.first(() -> answer.apply(outcome.get()));
                }
                known = Optional.of(find(request).orElseThrow(this::inFlight));
            }
        } finally {
            turn.end();
        }
        metrics.repeated();
        beforeRepeating.run();
        throw new Repetition(known.orElseThrow());
    }

    /** Empty if another instance was faster. */
    private <R> Optional<R> attempt(Function<Receipt<R>, R> work, IssuedReceipt<R> receipt) {
        try {
            R outcome = work.apply(receipt);
            if (!receipt.wasIssuedFor(outcome)) {
                List<KeyedAnswer> owed = receipt.of(outcome).stream().toList();
                if (!owed.isEmpty()) {
                    transaction.executeWithoutResult(status -> answers.store(owed));
                }
            }
            return Optional.of(outcome);
        } catch (RuntimeException e) {
            if (KeyTaken.isCauseOf(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @throws Problem if the key was used for another payload */
    private Optional<StoredAnswer> find(KeyedRequest request) {
        return answers.find(request.scope()).map(known -> {
            if (!known.fingerprint().equals(request.fingerprint())) {
                metrics.reused();
                throw new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        "The idempotency key was used for another payload");
            }
            return known.answer();
        });
    }

    private Problem inFlight() {
        metrics.inFlight();
        return Problem.retryable(
                HttpStatus.CONFLICT,
                "idempotency-key-in-flight",
                "A request under the same idempotency key is still running",
                RETRY_AFTER);
    }
}
