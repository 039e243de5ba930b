package io.commercebackbone.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * A script that answers a number, run many times in one round trip. Each call is atomic, all of them together are not:
 * calls before and after one that fails may have taken effect, so the script must be idempotent.
 */
public final class PipelinedScript {

    /** One run of the script. */
    public record Call(List<String> keys, List<String> arguments) {}

    private final StringRedisTemplate redis;
    private final byte[] source;
    private final String sha1;

    /** @param resource where the script is on the class path */
    public PipelinedScript(StringRedisTemplate redis, String resource) {
        this.redis = redis;
        RedisScript<Long> script = RedisScript.of(new ClassPathResource(resource), Long.class);
        this.source = bytes(script.getScriptAsString());
        this.sha1 = script.getSha1(); // each call of it looks whether the file has changed
    }

    /**
     * The answers, in the order of the calls.
     *
     * @throws DataAccessException if a call fails or Redis does not answer in time
     */
    public List<Long> run(List<Call> calls) {
        if (calls.isEmpty()) {
            return List.of();
        }
        try {
            return pipeline(calls);
        } catch (DataAccessException e) {
            if (!scriptIsUnknown(e)) {
                throw e;
            }
            // a Redis that was restarted or flushed has forgotten its scripts
            redis.execute((RedisCallback<String>)
                    connection -> connection.scriptingCommands().scriptLoad(source));
            return pipeline(calls);
        }
    }

    private List<Long> pipeline(List<Call> calls) {
        RedisCallback<@Nullable Object> all = connection -> {
            calls.forEach(call -> send(connection, call));
            return null;
        };
        return redis.executePipelined(all).stream().map(Long.class::cast).toList();
    }

    private void send(RedisConnection connection, Call call) {
        byte[][] keysAndArguments = Stream.concat(call.keys().stream(), call.arguments().stream())
                .map(PipelinedScript::bytes)
                .toArray(byte[][]::new);
        connection
                .scriptingCommands()
                .evalSha(sha1, ReturnType.INTEGER, call.keys().size(), keysAndArguments);
    }

    private static boolean scriptIsUnknown(Throwable e) {
        return Stream.iterate(e, it -> it != null, Throwable::getCause)
                .anyMatch(it -> String.valueOf(it.getMessage()).contains("NOSCRIPT"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
