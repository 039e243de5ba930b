package io.commercebackbone.dataplatform;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Notes status and headers of an answer as soon as they are there, whatever becomes of its body. Of the body no more is
 * read than a small bound, and nothing kept: reading it to its end lets the connection be used again, cutting it off
 * closes the connection. For one answer.
 */
final class AnswerHead implements BodyHandler<Boolean> {

    private static final int LONGEST_BODY = 64 * 1024;

    private volatile @Nullable ResponseInfo seen;

    @Override
    public BodySubscriber<Boolean> apply(ResponseInfo info) {
        seen = info;
        return new Drain();
    }

    /** Status and headers, if they have come. */
    Optional<ResponseInfo> seen() {
        return Optional.ofNullable(seen);
    }

    /** Reads and forgets; its result is whether the body ended. */
    private static final class Drain implements BodySubscriber<Boolean> {

        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;
        private long read;

        @Override
        public CompletionStage<Boolean> getBody() {
            return ended;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            Flow.Subscription current = subscription;
            if (current == null) {
                return;
            }
            read += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
            if (read > LONGEST_BODY) {
                current.cancel();
                ended.complete(false);
            } else {
                current.request(1);
            }
        }

        @Override
        public void onError(Throwable error) {
            ended.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            ended.complete(true);
        }
    }
}
