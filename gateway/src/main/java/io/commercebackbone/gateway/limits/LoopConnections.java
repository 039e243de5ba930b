package io.commercebackbone.gateway.limits;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.netty.resources.LoopResources;

/**
 * A connection to Redis on each of the server's event loops: a request is counted on the thread that serves it, where one
 * connection for all would have the rest of every request done by the one thread that reads Redis' answers.
 */
@Component
@ConditionalOnBooleanProperty(name = RateLimits.ENABLED, matchIfMissing = true)
class LoopConnections implements AutoCloseable {

    /** A handshake may take longer than a command: at the start, when nothing of it is compiled, far longer. */
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(2);

    private final List<LoopConnection> connections;

    /**
     * @param configured its server, options and resources are taken over; its own connection is never opened
     * @param server has the event loops
     * @throws IllegalStateException if what is configured is not one server
     */
    LoopConnections(LettuceConnectionFactory configured, ReactorResourceFactory server) {
        if (configured.isRedisSentinelAware() || configured.isClusterAware()) {
            throw new IllegalStateException(
                    "Budgets are kept in one Redis: set spring.data.redis.host and .port, and none of"
                            + " spring.data.redis.sentinel and .cluster");
        }
        LettuceClientConfiguration client = configured.getClientConfiguration();
        RedisURI redis = address(configured.getStandaloneConfiguration(), client);
        ClientOptions options = client.getClientOptions().orElseThrow();
        ClientResources shared = client.getClientResources().orElseThrow();
        EventLoopGroup loops = server.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE);
        connections = StreamSupport.stream(loops.spliterator(), false)
                .map(EventLoop.class::cast)
                .map(loop -> new LoopConnection(loop, redis, client.getCommandTimeout(), options, shared))
                .toList();
    }

    private static RedisURI address(RedisStandaloneConfiguration server, LettuceClientConfiguration client) {
        RedisURI address = RedisURI.create(server.getHostName(), server.getPort());
        address.setDatabase(server.getDatabase());
        address.setSsl(client.isUseSsl());
        address.setVerifyPeer(client.getVerifyMode());
        client.getClientName().ifPresent(address::setClientName);
        address.setTimeout(LONGEST_OPENING);
        server.getPassword()
                .toOptional()
                .ifPresent(password -> address.setCredentialsProvider(
                        RedisCredentialsProvider.from(() -> RedisCredentials.just(server.getUsername(), password))));
        return address;
    }

    /** Of this thread's connection; of any for a thread that is no event loop, such as one that verified a token. */
    CompletionStage<RedisAsyncCommands<String, String>> commands() {
        return connections.stream()
                .filter(LoopConnection::isHere)
                .findFirst()
                .orElseGet(this::any)
                .commands();
    }

    private LoopConnection any() {
        return connections.get(ThreadLocalRandom.current().nextInt(connections.size()));
    }

    @Override
    public void close() {
        connections.forEach(LoopConnection::close);
    }
}
