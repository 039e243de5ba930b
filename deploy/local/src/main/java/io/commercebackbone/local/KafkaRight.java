package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A line of {@code deploy/kafka/acls.csv}.
 *
 * @param may {@code write} or {@code read}
 */
public record KafkaRight(String service, String may, String topic) {

    private static final List<AclOperation> READ_AND_WRITE =
            List.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);

    /** All lines of the list. */
    public static List<KafkaRight> of(Path list) {
        try (Stream<String> lines = Files.lines(list)) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .map(it -> new KafkaRight(it[0], it[1], it[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a broker is told, as the README beside the list explains it. */
    public List<AclBinding> bindings() {
        List<AclBinding> bindings = new ArrayList<>(all(ResourceType.TOPIC, topic, READ_AND_WRITE));
        String deadLetters = topic + "-dlq";
        if (may.equals("write")) {
            bindings.add(allow(ResourceType.TOPIC, deadLetters, AclOperation.DESCRIBE));
            return bindings;
        }
        bindings.addAll(all(ResourceType.TOPIC, deadLetters, READ_AND_WRITE));
        bindings.add(allow(ResourceType.GROUP, service, AclOperation.READ));
        bindings.add(allow(ResourceType.GROUP, service + ".dead-letters", AclOperation.READ));
        return bindings;
    }

    private List<AclBinding> all(ResourceType type, String name, List<AclOperation> operations) {
        return operations.stream().map(it -> allow(type, name, it)).toList();
    }

    private AclBinding allow(ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW));
    }
}
