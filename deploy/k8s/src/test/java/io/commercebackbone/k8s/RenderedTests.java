package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is checked is what would be applied: rendered from the sources as they are. */
class RenderedTests {

    private static final List<String> SOURCES =
            List.of("../observe/dashboards", "../observe/kustomization.yaml", "base", "components", "overlays");

    @Test
    void isRenderedFromTheSourcesAsTheyAre() throws Exception {
        StringBuilder sums = new StringBuilder();
        for (Path file : sources()) {
            sums.append(sha256(Files.readAllBytes(file)))
                    .append("  ")
                    .append(file)
                    .append('\n');
        }
        assertThat(Files.readString(Path.of("rendered/sources.sha256")))
                .as("sources have changed: run deploy/k8s/render")
                .isEqualTo(sums.toString());
    }

    @Test
    void everyServiceIsRenderedAloneToo() throws IOException {
        try (Stream<Path> services = Files.list(Path.of("base"))) {
            assertThat(services)
                    .allSatisfy(it -> assertThat(Path.of("rendered", it.getFileName() + ".yaml"))
                            .exists());
        }
    }

    private static List<Path> sources() throws IOException {
        Stream.Builder<Path> all = Stream.builder();
        for (String source : SOURCES) {
            try (Stream<Path> files = Files.walk(Path.of(source))) {
                files.filter(Files::isRegularFile).forEach(all);
            }
        }
        return all.build().sorted((a, b) -> compare(a.toString(), b.toString())).toList();
    }

    private static int compare(String a, String b) {
        return Arrays.compare(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
