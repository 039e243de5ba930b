package io.commercebackbone.gateway.clients;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that keeps the gateway waiting, within {@link Patience}. The deadlines are absolute: a byte now and
 * then does not move them, as it would an idle time-out. While a request is being worked on none runs, for the route's
 * time-out does.
 *
 * <p>Belongs to one connection and runs on its event loop. A request costs it two looks at the clock: the timer that
 * is running finds out by itself that its deadline has moved.
 */
final class ClientDeadlines extends ChannelDuplexHandler {

    private static final long NONE = Long.MAX_VALUE;

    private final Patience patience;
    private long requestDue = NONE;
    private long readingDue = NONE;
    private int unanswered;
    private @Nullable Future<?> timer;

    ClientDeadlines(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        requestDue = in(patience.firstRequest());
        watch(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (timer != null) {
            timer.cancel(false);
        }
        super.channelInactive(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof HttpRequest) {
            unanswered++;
            requestDue = NONE;
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            unanswered = Math.max(0, unanswered - 1);
            if (unanswered == 0) {
                requestDue = in(patience.nextRequest());
            }
        }
        super.write(ctx, message, promise);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        readingDue = ctx.channel().isWritable() ? NONE : in(patience.reading());
        super.channelWritabilityChanged(ctx);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whatever comes of closing, there is nothing more to do
    private void watch(ChannelHandlerContext ctx) {
        if (!ctx.channel().isOpen()) {
            return;
        }
        long now = System.nanoTime();
        long left = Math.min(left(requestDue, now), left(readingDue, now));
        if (left <= 0) {
            ctx.close();
            return;
        }
        // a deadline may come to be before the one that is waited for, but never sooner than the shortest
        timer = ctx.executor().schedule(() -> watch(ctx), Math.min(left, shortest()), TimeUnit.NANOSECONDS);
    }

    private long shortest() {
        return Math.min(
                patience.firstRequest().toNanos(),
                Math.min(patience.nextRequest().toNanos(), patience.reading().toNanos()));
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    private static long left(long due, long now) {
        return due == NONE ? NONE : due - now;
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response && isInformational(response.status());
    }

    private static boolean isInformational(HttpResponseStatus status) {
        return status.codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
