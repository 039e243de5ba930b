package io.commercebackbone.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** What the code says, in the same sentences: this library's constants, and the services' listeners and configuration. */
final class SuiteFacts {

    private static final Path SUITE = Path.of("..");
    private static final Pattern LISTENER = Pattern.compile("@KafkaListener\\(([^)]*)\\)");
    private static final Pattern TOPIC = Pattern.compile("\\btopics\\s*=\\s*Topics\\.([A-Z_]+)");

    private final Set<String> facts = new TreeSet<>();

    private SuiteFacts() {}

    static Set<String> read() throws Exception {
        SuiteFacts suite = new SuiteFacts();
        suite.topics();
        suite.events();
        suite.headers();
        for (Path service : services()) {
            suite.service(service);
        }
        return suite.facts;
    }

    private void topics() {
        Topics.all().forEach(topic -> facts.add("%s has %d partitions".formatted(topic, Topics.PARTITIONS)));
    }

    private void events() {
        for (EventType<?> type : EventTypes.ALL) {
            String name = type.wireName();
            String deadLetters = Topics.deadLettersOf(type.topic());
            facts.add("%s carries %s".formatted(type.topic(), name));
            facts.add("%s is described by .%s".formatted(name, type.schemaResource()));
            facts.add("%s carries %s.dead-letter".formatted(deadLetters, name));
            facts.add("%s carries mark".formatted(deadLetters));
            Stream.of(name, name + ".dead-letter", "mark").forEach(it -> facts.add(it + " has a key: uuid"));
        }
    }

    /** A replayed record is an event that has been a dead letter, and one that is given up again has been replayed. */
    private void headers() throws IllegalAccessException {
        for (var field : EventHeaders.class.getFields()) {
            String header = String.valueOf(field.get(null));
            if (!field.getName().startsWith("DEAD_LETTER") || header.equals(EventHeaders.DEAD_LETTER_ATTEMPTS)) {
                facts.add("an event has the header " + header);
            }
            boolean ofMarks = Set.of(
                            EventHeaders.DEAD_LETTER_MARK,
                            EventHeaders.DEAD_LETTER_LETTER,
                            EventHeaders.DEAD_LETTER_OPERATION)
                    .contains(header);
            if (ofMarks || header.equals(EventHeaders.DEAD_LETTER_GROUP)) {
                facts.add("a mark has the header " + header);
            }
            if ((!ofMarks && field.getName().startsWith("DEAD_LETTER")) || header.equals(EventHeaders.REPLAY_LETTER)) {
                facts.add("a dead letter has the header " + header);
            }
        }
    }

    private void service(Path service) throws Exception {
        JsonNode settings = EventFormats.JSON.valueToTree(
                new Yaml().load(Files.readString(service.resolve("src/main/resources/application.yaml"))));
        String name = settings.at("/spring/application/name").asString("");
        String group = settings.at("/spring/kafka/consumer/group-id").asString(name);
        settings.at("/backbone/topics/declare")
                .forEach(topic -> facts.add("%s sends to %s".formatted(name, topic.asString())));
        for (String topic : listenedTo(service)) {
            String deadLetters = Topics.deadLettersOf(topic);
            facts.add("group %s reads %s".formatted(group, topic));
            facts.add("group %s.dead-letters reads %s".formatted(group, deadLetters));
            facts.add("%s sends to %s".formatted(name, deadLetters));
            facts.add("%s sends to %s".formatted(name, topic));
        }
    }

    private static Set<String> listenedTo(Path service) throws Exception {
        Set<String> topics = new TreeSet<>();
        for (Path source : sources(service)) {
            Matcher listener = LISTENER.matcher(Files.readString(source));
            while (listener.find()) {
                Matcher topic = TOPIC.matcher(listener.group(1));
                if (!topic.find() || listener.group(1).contains("groupId")) {
                    throw new IllegalStateException(source + ": " + listener.group()
                            + " does not name one of Topics, or has a group of its own: teach this test to read it");
                }
                topics.add((String) Topics.class.getField(topic.group(1)).get(null));
            }
        }
        return topics;
    }

    /** Modules of the suite that read or publish: those with a configuration. */
    private static List<Path> services() throws IOException {
        try (Stream<Path> modules = Files.list(SUITE)) {
            return modules.filter(module -> Files.exists(module.resolve("src/main/resources/application.yaml")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> sources(Path service) throws IOException {
        try (Stream<Path> files = Files.walk(service.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
