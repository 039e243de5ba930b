package io.commercebackbone.events;

import static io.commercebackbone.events.EventFormats.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document says what the code does: nothing is missing in either. */
class AsyncApiTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void theDocumentSaysWhatTheCodeDoes() throws Exception {
        assertThat(DocumentedFacts.of(document())).isEqualTo(SuiteFacts.read());
    }

    @Test
    void theCodeHasGroupsAndTopicsToBeDocumented() throws Exception {
        assertThat(SuiteFacts.read())
                .contains(
                        "order-service sends to order-created",
                        "group ranking-service reads order-cancelled",
                        "group cart-service.dead-letters reads order-created-dlq",
                        "an event has the header ce_id",
                        "order-created.v1 is described by ./schemas/order-created/1.json");
    }

    @Test
    void describedSchemasAreThere() throws Exception {
        JsonNode messages = document().at("/components/messages");
        for (JsonNode message : messages) {
            String file = message.path("payload").path("$ref").asString();
            if (!file.startsWith("#")) {
                assertThat(RESOURCES.resolve(file)).exists();
            }
        }
    }

    @Test
    void aBodyOfAMessageIsJsonUnlessItSaysOtherwise() throws Exception {
        assertThat(document().path("defaultContentType").asString()).isEqualTo("application/json");
        assertThat(document().path("asyncapi").asString()).startsWith("3.");
    }

    /** What is taken out of the document is missed, by name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/channels                                       | payment-failed              | payment-failed has 3"
                        + " partitions",
                "/channels                                       | order-created-dlq           | order-created-dlq"
                        + " carries mark",
                "/channels/order-created/messages                | order-created.v1            | order-created carries"
                        + " order-created.v1",
                "/operations                                     | cart-service.reads.order-created | group"
                        + " cart-service reads order-created",
                "/operations                                     | cart-service.follows.order-created | group"
                        + " cart-service.dead-letters reads order-created-dlq",
                "/operations                                     | payment-service.publishes.payment-failed |"
                        + " payment-service sends to payment-failed",
                "/components/schemas/eventHeaders/properties     | ce_sequence                 | an event has the"
                        + " header ce_sequence",
                "/components/schemas/deadLetterHeaders/properties | x-dlq-cause                | a dead letter has the"
                        + " header x-dlq-cause",
                "/components/schemas/markHeaders/properties      | x-dlq-mark                  | a mark has the header"
                        + " x-dlq-mark",
                "/components/operationBindings/ranking-service/kafka | groupId                 | group ranking-service"
                        + " reads order-created"
            })
    void whatIsMissingInTheDocumentIsFound(String place, String name, String fact) throws Exception {
        JsonNode document = document();
        assertThat(((ObjectNode) document.at(place)).remove(name)).isNotNull();
        Set<String> missing = new TreeSet<>(SuiteFacts.read());
        missing.removeAll(DocumentedFacts.of(document));

        assertThat(missing).contains(fact);
    }

    private static JsonNode document() throws Exception {
        return JSON.valueToTree(new Yaml().load(Files.readString(RESOURCES.resolve("asyncapi.yaml"))));
    }
}
