package io.commercebackbone.verify.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class CopiesTests {

    private static final List<Node> BROKERS =
            List.of(new Node(1, "one", 1), new Node(2, "two", 2), new Node(3, "three", 3));

    private final Copies copies = new Copies(3, 2);

    @Test
    void findsNothingWhereAllIsAsItShouldBe() {
        assertThat(copies.differences(topic(3, 3), needs("2"))).isEmpty();
    }

    @Test
    void namesAPartitionWithTooFewCopies() {
        assertThat(copies.differences(topic(1, 1), needs("2")))
                .containsExactly("partition 0 has 1 copies, 1 of them in sync");
    }

    @Test
    void namesAPartitionWithACopyThatIsBehind() {
        assertThat(copies.differences(topic(3, 2), needs("2")))
                .containsExactly("partition 0 has 3 copies, 2 of them in sync");
    }

    @Test
    void namesATopicThatIsContentWithLess() {
        assertThat(copies.differences(topic(3, 3), needs("1"))).containsExactly("1 copies count as written, not 2");
    }

    private static TopicDescription topic(int replicas, int inSync) {
        return new TopicDescription(
                "things",
                false,
                List.of(new TopicPartitionInfo(
                        0, BROKERS.getFirst(), BROKERS.subList(0, replicas), BROKERS.subList(0, inSync))));
    }

    private static Config needs(String copies) {
        return new Config(List.of(new ConfigEntry("min.insync.replicas", copies)));
    }
}
