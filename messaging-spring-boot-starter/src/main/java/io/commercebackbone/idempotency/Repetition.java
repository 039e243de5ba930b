package io.commercebackbone.idempotency;

/** Ends a request with the answer that was given before. */
class Repetition extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient StoredAnswer answer;

    Repetition(StoredAnswer answer) {
        super("answered before", null, false, false);
        this.answer = answer;
    }

    StoredAnswer answer() {
        return answer;
    }
}
