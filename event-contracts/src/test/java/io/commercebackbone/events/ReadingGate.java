package io.commercebackbone.events;

import static io.commercebackbone.events.EventFormats.JSON;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether one release reads what another one publishes: nothing unread, nothing refused, nothing that reads as another value. */
final class ReadingGate {

    private final Contracts writer;
    private final Contracts reader;
    private final List<String> findings = new ArrayList<>();

    private ReadingGate(Contracts writer, Contracts reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** What the reader cannot read, or reads as something else. An event that is new to it is nobody's there. */
    static List<String> findings(Contracts writer, Contracts reader) {
        ReadingGate gate = new ReadingGate(writer, reader);
        for (Contracts.Version version : writer.published()) {
            if (reader.knows(version.topic())) {
                gate.check(version);
            }
        }
        return gate.findings;
    }

    private void check(Contracts.Version published) {
        Optional<Contracts.Version> known = reader.reads(published.wireName());
        if (known.isEmpty()) {
            findings.add(published.wireName() + " is published and not read");
            return;
        }
        for (String sample : writer.samples(published)) {
            String written = JSON.writeValueAsString(JSON.readValue(sample, published.body()));
            checkRead(known.get(), written);
            EventFormats.errors(reader.schema(known.get()), written)
                    .forEach(error -> findings.add(published.wireName() + " does not fit its schema: " + error));
        }
    }

    private void checkRead(Contracts.Version known, String written) {
        try {
            String understood = JSON.writeValueAsString(JSON.readValue(written, known.body()));
            compare(known.wireName(), JSON.readTree(written), JSON.readTree(understood));
        } catch (JacksonException e) {
            findings.add(known.wireName() + " cannot be read: " + e.getOriginalMessage());
        }
    }

    /** What the reader understood is part of what was written; what it does not know it may leave out. */
    private void compare(String path, JsonNode written, JsonNode understood) {
        if (understood.isObject()) {
            for (Map.Entry<String, JsonNode> field : understood.properties()) {
                if (!field.getValue().isNull()) {
                    compare(path + "." + field.getKey(), written.path(field.getKey()), field.getValue());
                }
            }
        } else if (understood.isArray() && understood.size() == written.size()) {
            for (int i = 0; i < understood.size(); i++) {
                compare(path + "." + i, written.path(i), understood.path(i));
            }
        } else if (!understood.equals(written)) {
            findings.add(path + " is " + written + " and reads as " + understood);
        }
    }
}
