package io.commercebackbone.idempotency;

/** What a request was answered, ready to be stored. Opaque to those who store it. */
public final class KeyedAnswer {

    private final KeyedRequest request;
    private final StoredAnswer answer;

    KeyedAnswer(KeyedRequest request, StoredAnswer answer) {
        this.request = request;
        this.answer = answer;
    }

    KeyedRequest request() {
        return request;
    }

    StoredAnswer answer() {
        return answer;
    }
}
