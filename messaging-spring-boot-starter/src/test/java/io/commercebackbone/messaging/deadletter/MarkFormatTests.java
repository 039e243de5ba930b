package io.commercebackbone.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** Marks are for other readers, too: the AsyncAPI document of the contracts describes them. */
class MarkFormatTests {

    @Test
    void theBodyOfAMarkIsAsDocumented() throws IOException {
        List<String> written = Stream.of(Mark.Detail.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        assertThat(schema("mark").path("properties").propertyNames()).containsExactlyElementsOf(written);
    }

    @Test
    void theKindsOfMarksAreAsDocumented() throws IOException {
        Stream<String> written = Stream.of(Mark.Kind.values()).map(kind -> header(kind, EventHeaders.DEAD_LETTER_MARK));
        JsonNode documented = schema("markHeaders").at("/properties/x-dlq-mark/examples");

        assertThat(written)
                .containsExactlyElementsOf(
                        documented.valueStream().map(JsonNode::asString).toList());
    }

    private static String header(Mark.Kind kind, String name) {
        LetterId letter = new LetterId("grown", 0, 1);
        Mark.Detail detail = new Mark.Detail(1, Instant.EPOCH, null, null, null, 0, null);
        ProducerRecord<String, byte[]> record = new Mark(kind, letter, "thing-service", "key", null, detail).toRecord();
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream stream = EventHeaders.class.getResourceAsStream("/asyncapi.yaml")) {
            byte[] document = EventJson.write(new Yaml().load(stream));
            return EventJson.read(document, JsonNode.class).at("/components/schemas/" + name);
        }
    }
}
