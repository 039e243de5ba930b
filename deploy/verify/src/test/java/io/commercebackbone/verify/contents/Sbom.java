package io.commercebackbone.verify.contents;

import io.commercebackbone.verify.suite.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bill of materials in a deployable's jar, and what is in the jar.
 *
 * @param libraries that it lists, but for our own
 * @param contained digests of the libraries in the jar, by file name, but for our own
 */
record Sbom(String deployable, List<Library> libraries, Map<String, String> contained) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENTRY = "META-INF/sbom/application.cdx.json";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final List<String> NO_DEPENDENCIES =
            List.of("event-contracts", "messaging-spring-boot-starter", "spring-boot-jarmode-tools");
    private static final String OURS = "io.commercebackbone";

    /**
     * A library of somebody else.
     *
     * @param name {@code group:name}
     * @param sha256 of its jar
     * @param licence several are those that it lets choose from; empty if it says none
     */
    record Library(String name, String version, String sha256, String licence) {

        private static Library of(JsonNode component) {
            TreeSet<String> licences = new TreeSet<>();
            for (JsonNode stated : component.path("licenses")) {
                JsonNode licence = stated.path("license");
                licences.add(licence.path("id")
                        .asString(licence.path("name")
                                .asString(stated.path("expression").asString(""))));
            }
            return new Library(
                    component.path("group").asString() + ":"
                            + component.path("name").asString(),
                    component.path("version").asString(),
                    sha256(component),
                    String.join(" or ", licences));
        }

        private static String sha256(JsonNode component) {
            for (JsonNode hash : component.path("hashes")) {
                if (hash.path("alg").asString("").equals("SHA-256")) {
                    return hash.path("content").asString("");
                }
            }
            return "";
        }
    }

    static Sbom of(String deployable) {
        Path jar = Suite.jar(deployable);
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(ENTRY);
            if (entry == null) {
                throw new IllegalStateException(
                        jar + " has no " + ENTRY + ": it is made by builds that are not offline");
            }
            return new Sbom(deployable, libraries(file.getInputStream(entry)), contained(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Library> libraries(InputStream sbom) {
        List<Library> libraries = new ArrayList<>();
        for (JsonNode component : JSON.readTree(sbom).path("components")) {
            if (!component.path("group").asString("").equals(OURS)) {
                libraries.add(Library.of(component));
            }
        }
        return libraries;
    }

    private static Map<String, String> contained(JarFile file) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (ZipEntry entry : file.stream().toList()) {
            String name = entry.getName();
            if (name.startsWith(LIBRARIES) && name.endsWith(".jar") && isForeign(name)) {
                digests.put(name.substring(LIBRARIES.length()), sha256(file.getInputStream(entry)));
            }
        }
        return digests;
    }

    /** Not of this suite, and a dependency: what unpacks the jar is put into it by Boot's packaging. */
    private static boolean isForeign(String name) {
        return NO_DEPENDENCIES.stream().noneMatch(it -> name.startsWith(LIBRARIES + it + "-"));
    }

    private static String sha256(InputStream content) throws IOException {
        try (content) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
