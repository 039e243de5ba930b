package io.commercebackbone.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
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
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The gate that keeps published events readable: what was published once stays readable for ever, and what is
 * published today is readable by those who know only the version before.
 */
class CompatibilityTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    static final List<EventType<?>> types = EventTypes.ALL;

    @ParameterizedTest
    @FieldSource("types")
    void everySampleReadsAndIsWrittenAgainWithoutLoss(EventType<?> type) throws IOException {
        for (Path sample : samplesOf(type)) {
            Object event = json.readValue(Files.readString(sample), type.body());
            JsonNode written = json.readTree(json.writeValueAsString(event));

            assertThat(written).as(sample.toString()).isEqualTo(json.readTree(Files.readString(sample)));
        }
    }

    @ParameterizedTest
    @FieldSource("types")
    void whatIsWrittenTodayFitsItsSchemaAndTheOneBefore(EventType<?> type) throws IOException {
        for (Path sample : samplesOf(type)) {
            String written = json.writeValueAsString(json.readValue(Files.readString(sample), type.body()));

            assertThat(errors(schema(type.topic(), type.version()), written)).isEmpty();
            if (type.version() > 1) {
                assertThat(errors(schema(type.topic(), type.version() - 1), written))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @FieldSource("types")
    void unknownFieldsAreIgnored(EventType<?> type) throws IOException {
        for (Path sample : samplesOf(type)) {
            ObjectNode extended = (ObjectNode) json.readTree(Files.readString(sample));
            extended.put("addedLater", "by a newer producer");

            assertThat(json.treeToValue(extended, type.body()))
                    .isEqualTo(json.readValue(Files.readString(sample), type.body()));
            assertThat(errors(schema(type.topic(), type.version()), extended.toString()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("types")
    void aMissingFieldIsRefusedBySchemaAndRecordAlike(EventType<?> type) throws IOException {
        String sample = Files.readString(samplesOf(type).getFirst());
        for (String field : json.readTree(sample).propertyNames()) {
            ObjectNode without = (ObjectNode) json.readTree(sample);
            without.remove(field);

            assertThat(errors(schema(type.topic(), type.version()), without.toString()))
                    .as("schema without %s", field)
                    .isNotEmpty();
            assertThatThrownBy(() -> json.treeToValue(without, type.body()))
                    .as("record without %s", field)
                    .hasStackTraceContaining(field);
        }
    }

    @ParameterizedTest
    @FieldSource("types")
    void theSchemaNamesItselfAsTheHeaderDoes(EventType<?> type) throws IOException {
        JsonNode schema = json.readTree(Files.readString(RESOURCES.resolve("." + type.schemaResource())));

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

    private Schema schema(String topic, int version) throws IOException {
        return schemas.getSchema(
                Files.readString(RESOURCES.resolve("schemas/%s/%d.json".formatted(topic, version))), InputFormat.JSON);
    }

    private static List<Error> errors(Schema schema, String body) {
        return schema.validate(body, InputFormat.JSON);
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
