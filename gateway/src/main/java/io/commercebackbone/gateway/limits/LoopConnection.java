package io.commercebackbone.gateway.limits;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The connection to Redis of one event loop: opened at once, then renewed by the client. */
final class LoopConnection implements AutoCloseable {

    private final EventLoop loop;
    private final RedisURI redis;
    private final Duration patience;
    private final ClientResources resources;
    private final RedisClient client;
    private CompletableFuture<StatefulRedisConnection<String, String>> opened;

    /**
     * @param redis its time-out is for opening the connection
     * @param patience how long a command may take, and a call may wait for a connection that is being opened
     * @param shared what is no connection's own: timer, measurements, threads for what went wrong
     */
    LoopConnection(EventLoop loop, RedisURI redis, Duration patience, ClientOptions options, ClientResources shared) {
        this.loop = loop;
        this.redis = redis;
        this.patience = patience;
        this.resources = ClientResources.builder()
                .eventLoopGroupProvider(new OneLoop(loop))
                .timer(shared.timer())
                .eventExecutorGroup(shared.eventExecutorGroup())
                .commandLatencyRecorder(shared.commandLatencyRecorder())
                .reconnectDelay(shared.reconnectDelay())
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(options);
        this.opened = open();
    }

    boolean isHere() {
        return loop.inEventLoop();
    }

    /** Never blocks. Fails when Redis is not there; the next call tries anew. */
    CompletionStage<RedisAsyncCommands<String, String>> commands() {
        CompletableFuture<StatefulRedisConnection<String, String>> connection = connection();
        return (connection.isDone() ? connection : connection.copy().orTimeout(patience.toMillis(), MILLISECONDS))
                .thenApply(StatefulRedisConnection::async);
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        if (opened.isCompletedExceptionally()) {
            opened = open();
        }
        return opened;
    }

    private CompletableFuture<StatefulRedisConnection<String, String>> open() {
        return client.connectAsync(StringCodec.UTF8, redis)
                .toCompletableFuture()
                .thenApply(connection -> {
                    connection.setTimeout(patience);
                    return connection;
                });
    }

    @Override
    public void close() {
        client.shutdown();
        resources.shutdown().syncUninterruptibly();
    }
}
