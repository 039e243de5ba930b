package io.commercebackbone.events;

import static io.commercebackbone.events.EventFormats.JSON;
import static io.commercebackbone.events.EventFormats.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The gate that keeps published events readable: what was published once stays readable for ever. That those who know
 * only the release before read what is published today is {@link PreviousReleaseTests}' part.
 */
class CompatibilityTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    static final List<EventType<?>> types = EventTypes.ALL;

    @ParameterizedTest
    @FieldSource("types")
    void everySampleReadsAndIsWrittenAgainWithoutLoss(EventType<?> type) throws IOException {
        for (Path sample : samplesOf(type)) {
            Object event = JSON.readValue(Files.readString(sample), type.body());
            ObjectNode written = (ObjectNode) JSON.readTree(JSON.writeValueAsString(event));

            // what is optional and not there is written as null
            assertThat(written.removeNulls()).as(sample.toString()).isEqualTo(JSON.readTree(Files.readString(sample)));
        }
    }

    @ParameterizedTest
    @FieldSource("types")
    void whatIsWrittenTodayFitsItsSchema(EventType<?> type) throws IOException {
        for (Path sample : samplesOf(type)) {
            String written = JSON.writeValueAsString(JSON.readValue(Files.readString(sample), type.body()));

            assertThat(errors(schema(type), written)).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("types")
    void unknownFieldsAreIgnored(EventType<?> type) throws IOException {
        for (Path sample : samplesOf(type)) {
            ObjectNode extended = (ObjectNode) JSON.readTree(Files.readString(sample));
            extended.put("addedLater", "by a newer producer");

            assertThat(JSON.treeToValue(extended, type.body()))
                    .isEqualTo(JSON.readValue(Files.readString(sample), type.body()));
            assertThat(errors(schema(type), extended.toString())).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("types")
    void aMissingFieldIsRefusedBySchemaAndRecordAlike(EventType<?> type) throws IOException {
        String sample = Files.readString(samplesOf(type).getFirst());
        JsonNode required = JSON.readTree(schema(type)).path("required");
        assertThat(required).isNotEmpty();
        for (JsonNode each : required) {
            String field = each.asString();
            ObjectNode without = (ObjectNode) JSON.readTree(sample);
            without.remove(field);

            assertThat(errors(schema(type), without.toString()))
                    .as("schema without %s", field)
                    .isNotEmpty();
            assertThatThrownBy(() -> JSON.treeToValue(without, type.body()))
                    .as("record without %s", field)
                    .hasStackTraceContaining(field);
        }
    }

    @ParameterizedTest
    @FieldSource("types")
    void theSchemaNamesItselfAsTheHeaderDoes(EventType<?> type) throws IOException {
        JsonNode schema = JSON.readTree(schema(type));

        assertThat(schema.path("$id").asString()).isEqualTo(type.dataSchema().toString());
        assertThat(schema.path("title").asString()).isEqualTo(type.wireName());
    }

    /** A schema or a sample that was published is never edited: a change is a new file, listed beside the old one. */
    @Test
    void publishedFilesAreImmutable() throws Exception {
        Map<String, String> published = new TreeMap<>();
        for (String line : Files.readAllLines(RESOURCES.resolve("published.sha256"))) {
            String[] parts = line.split(" +", 2);
            published.put(parts[1], parts[0]);
        }
        Map<String, String> found = new TreeMap<>();
        for (String folder : List.of("schemas", "samples")) {
            for (Path file : filesUnder(RESOURCES.resolve(folder))) {
                found.put(RESOURCES.relativize(file).toString().replace('\\', '/'), sha256(file));
            }
        }

        assertThat(found)
                .as("schemas and samples against published.sha256: add a version instead of editing one")
                .isEqualTo(published);
    }

    private static String schema(EventType<?> type) throws IOException {
        return Files.readString(RESOURCES.resolve("." + type.schemaResource()));
    }

    private static List<Path> samplesOf(EventType<?> type) throws IOException {
        List<Path> samples = filesUnder(RESOURCES.resolve("samples/" + type.topic())).stream()
                .filter(file -> file.getFileName().toString().startsWith(Integer.toString(type.version())))
                .toList();
        assertThat(samples).as("samples of %s", type.wireName()).isNotEmpty();
        return samples;
    }

    private static List<Path> filesUnder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String sha256(Path file) throws Exception {
        String text = Files.readString(file).replace("\r\n", "\n");
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
