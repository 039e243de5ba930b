package io.commercebackbone.ranking;

import io.commercebackbone.messaging.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A rebuild as the fields of a hash; what is read of a partition is {@code read:order-created:2} with {@code 0/17/40}. */
final class RebuildFields {

    private static final String STRETCH = "read:";

    private RebuildFields() {}

    static Rebuild read(Map<String, String> fields) {
        String ended = fields.get("endedAt");
        return new Rebuild(
                required(fields, "id"),
                Rebuild.State.valueOf(required(fields, "state")),
                LocalDate.parse(required(fields, "from")),
                Boolean.parseBoolean(fields.get("force")),
                required(fields, "by"),
                Instant.parse(required(fields, "startedAt")),
                ended == null ? null : Instant.parse(ended),
                Long.parseLong(fields.getOrDefault("skipped", "0")),
                fields.get("detail"),
                stretches(fields));
    }

    /** Names and values in turn. */
    static List<String> begun(Rebuild rebuild) {
        return List.of(
                "state", rebuild.state().name(),
                "from", rebuild.from().toString(),
                "force", Boolean.toString(rebuild.force()),
                "by", rebuild.by(),
                "startedAt", rebuild.startedAt().toString());
    }

    /** Names and values in turn. */
    static List<String> ended(Rebuild.State state, Instant at, @Nullable String detail) {
        List<String> fields = new ArrayList<>(List.of("state", state.name(), "endedAt", at.toString()));
        if (detail != null) {
            fields.addAll(List.of("detail", detail));
        }
        return fields;
    }

    /** Names and values in turn. */
    static List<String> stretches(List<Stretch> stretches) {
        List<String> fields = new ArrayList<>();
        for (Stretch each : stretches) {
            fields.add(STRETCH + each.topic() + ":" + each.partition());
            fields.add(each.start() + "/" + each.at() + "/" + each.end());
        }
        return fields;
    }

    private static List<Stretch> stretches(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(it -> it.getKey().startsWith(STRETCH))
                .map(it -> stretch(it.getKey().split(":"), it.getValue().split("/")))
                .toList();
    }

    private static Stretch stretch(String[] name, String[] offsets) {
        return new Stretch(
                name[1],
                Integer.parseInt(name[2]),
                Long.parseLong(offsets[0]),
                Long.parseLong(offsets[1]),
                Long.parseLong(offsets[2]));
    }

    private static String required(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
