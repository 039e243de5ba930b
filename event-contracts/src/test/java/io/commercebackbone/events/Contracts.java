package io.commercebackbone.events;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The contracts of one release as they are in its jar: its own classes, and nothing of any other release.
 *
 * @param names values of the constants for topics and headers, by class and constant
 * @param files schemas and samples, by their names in the jar
 */
record Contracts(
        List<Version> published, List<Version> accepted, Map<String, String> names, Map<String, String> files) {

    private static final String PACKAGE = "io.commercebackbone.events.";

    /** One version of an event, with the class that this release reads it into. */
    record Version(String topic, int version, Class<?> body) {

        static Version of(EventType<?> type) {
            return new Version(type.topic(), type.version(), type.body());
        }

        String wireName() {
            return topic + ".v" + version;
        }
    }

    static Contracts today() throws Exception {
        return of(Contracts.class.getClassLoader());
    }

    /** The contracts in a jar; the loader stays open, since their classes are used from then on. */
    @SuppressWarnings({"MustBeClosedChecker", "resource"})
    static Contracts inJar(Path jar) throws Exception {
        return of(new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader()));
    }

    private static Contracts of(ClassLoader loader) throws Exception {
        Class<?> types = loader.loadClass(PACKAGE + "EventTypes");
        List<Version> published = versions(types.getField("ALL"));
        return new Contracts(published, accepted(types).orElse(published), names(loader), files(loader));
    }

    Contracts publishing(List<Version> others) {
        return new Contracts(others, accepted, names, files);
    }

    Contracts accepting(List<Version> others) {
        return new Contracts(published, others, names, files);
    }

    Contracts with(String file, String text) {
        Map<String, String> more = new HashMap<>(files);
        more.put(file, text);
        return new Contracts(published, accepted, names, more);
    }

    /** How this release reads the event of that name; empty if it does not. */
    Optional<Version> reads(String wireName) {
        return accepted.stream()
                .filter(version -> version.wireName().equals(wireName))
                .findFirst();
    }

    boolean knows(String topic) {
        return accepted.stream().anyMatch(version -> version.topic().equals(topic));
    }

    String schema(Version version) {
        return Objects.requireNonNull(files.get("schemas/%s/%d.json".formatted(version.topic(), version.version())));
    }

    List<String> samples(Version version) {
        String start = "samples/%s/%d".formatted(version.topic(), version.version());
        return files.entrySet().stream()
                .filter(file -> file.getKey().matches(start + "[.-].*"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The first release did not tell what it reads from what it publishes. */
    private static Optional<List<Version>> accepted(Class<?> types) throws Exception {
        try {
            return Optional.of(versions(types.getField("ACCEPTED")));
        } catch (NoSuchFieldException e) {
            return Optional.empty();
        }
    }

    private static List<Version> versions(Field list) throws Exception {
        List<Version> versions = new ArrayList<>();
        for (Object type : (List<?>) Objects.requireNonNull(list.get(null))) {
            versions.add(new Version(
                    (String) value(type, "topic"), (Integer) value(type, "version"), (Class<?>) value(type, "body")));
        }
        return versions;
    }

    private static Object value(Object type, String component) throws Exception {
        return Objects.requireNonNull(type.getClass().getMethod(component).invoke(type));
    }

    private static Map<String, String> names(ClassLoader loader) throws Exception {
        Map<String, String> names = new TreeMap<>();
        for (String holder : List.of("Topics", "EventHeaders")) {
            for (Field field : loader.loadClass(PACKAGE + holder).getFields()) {
                names.put(holder + "." + field.getName(), String.valueOf(field.get(null)));
            }
        }
        return names;
    }

    private static Map<String, String> files(ClassLoader loader) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String line : text(loader, "published.sha256").lines().toList()) {
            String name = line.split(" +", 2)[1];
            files.put(name, text(loader, name));
        }
        return files;
    }

    private static String text(ClassLoader loader, String name) throws IOException {
        try (InputStream stream = loader.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n");
        }
    }
}
