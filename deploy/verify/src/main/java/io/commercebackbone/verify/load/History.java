package io.commercebackbone.verify.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every call and what became of it, as JSON lines: one when it begins ({@code "type":"invoke"}) and one when it ends
 * ({@code ok}, {@code fail} or {@code unknown}) under the same number. A call without an end is unknown.
 */
public final class History implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AtomicLong numbers = new AtomicLong();
    private final List<Operation> ended = new ArrayList<>();
    private final BufferedWriter file;

    /** Begins a history in a file, which is made anew. */
    public History(Path path) throws IOException {
        file = Files.newBufferedWriter(path);
    }

    /** A call that has begun. */
    record Begun(long number, int client, Action action, UUID user, String key, String what, Instant at) {

        Operation ended(Instant when, Outcome outcome, int status, String code, String answer) {
            return new Operation(number, client, action, user, key, what, at, when, outcome, status, code, answer);
        }
    }

    Begun begin(int client, Action action, UUID user, String key, String what, Instant at) {
        Begun begun = new Begun(numbers.incrementAndGet(), client, action, user, key, what, at);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "invoke");
        line.put("number", begun.number());
        line.put("at", at.toString());
        line.put("client", client);
        line.put("action", action);
        line.put("user", user);
        line.put("key", key);
        line.put("what", what);
        write(line);
        return begun;
    }

    void end(Operation operation) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", operation.outcome().name().toLowerCase(Locale.ROOT));
        line.put("number", operation.number());
        line.put("at", operation.ended().toString());
        line.put("status", operation.status());
        line.put("code", operation.code());
        line.put("answer", operation.answer());
        write(line);
        synchronized (ended) {
            ended.add(operation);
        }
    }

    /** What has ended so far, in the order in which it did. */
    public List<Operation> operations() {
        synchronized (ended) {
            return List.copyOf(ended);
        }
    }

    /** What has ended since there were so many. */
    public List<Operation> since(int count) {
        synchronized (ended) {
            return List.copyOf(ended.subList(count, ended.size()));
        }
    }

    /** Reads a history back; what has no end is unknown. */
    public static List<Operation> read(Path path) throws IOException {
        Map<Long, Begun> begun = new HashMap<>();
        List<Operation> operations = new ArrayList<>();
        try (Stream<String> lines = Files.lines(path)) {
            lines.map(JSON::readTree).forEach(line -> {
                if (text(line, "type").equals("invoke")) {
                    begun.put(line.path("number").asLong(), begun(line));
                } else {
                    Begun call = begun.remove(line.path("number").asLong());
                    operations.add(ended(Objects.requireNonNull(call, "an end without a beginning"), line));
                }
            });
        }
        begun.values().forEach(it -> operations.add(it.ended(Instant.MAX, Outcome.UNKNOWN, 0, "no end", "")));
        return operations;
    }

    private static Begun begun(JsonNode line) {
        return new Begun(
                line.path("number").asLong(),
                line.path("client").asInt(),
                Action.valueOf(text(line, "action")),
                UUID.fromString(text(line, "user")),
                text(line, "key"),
                text(line, "what"),
                Instant.parse(text(line, "at")));
    }

    private static Operation ended(Begun begun, JsonNode line) {
        return begun.ended(
                Instant.parse(text(line, "at")),
                Outcome.valueOf(text(line, "type").toUpperCase(Locale.ROOT)),
                line.path("status").asInt(),
                text(line, "code"),
                text(line, "answer"));
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString("");
    }

    private synchronized void write(Map<String, Object> line) {
        try {
            file.write(JSON.writeValueAsString(line));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
