package io.commercebackbone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTests {

    private static final Instant SOURCES = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = SOURCES.plusSeconds(3_600);

    @TempDir
    Path root;

    private Path module;
    private Build build;

    @BeforeEach
    void lay() throws IOException {
        module = root.resolve("order-service");
        build = new Build(new Layout(root), new Progress(new PrintStream(OutputStream.nullOutputStream())));
        for (String directory : new String[] {"order-service", "event-contracts", "messaging-spring-boot-starter"}) {
            file(directory + "/pom.xml", SOURCES);
            file(directory + "/src/main/java/A.java", SOURCES);
        }
        file("pom.xml", SOURCES);
    }

    @Test
    void buildsWhatWasNeverBuilt() throws IOException {
        assertThat(build.isStale(module)).isTrue();
    }

    @Test
    void leavesAJarThatIsNewerThanItsSources() throws IOException {
        file("order-service/target/order-service-1.0.0-exec.jar", LATER);

        assertThat(build.isStale(module)).isFalse();
    }

    @Test
    void buildsAgainAfterAChangeOfASourceOfALibraryOrOfAPom() throws IOException {
        String[] changed = {
            "order-service/src/main/java/A.java",
            "event-contracts/src/main/java/A.java",
            "order-service/pom.xml",
            "pom.xml"
        };
        for (String source : changed) {
            file("order-service/target/order-service-1.0.0-exec.jar", LATER);
            file(source, LATER.plusSeconds(1));
            assertThat(build.isStale(module)).as(source).isTrue();
            file(source, SOURCES);
        }
    }

    @Test
    void looksPastTheFixedDateOfAReproducibleJar() throws IOException {
        file("order-service/target/order-service-1.0.0-exec.jar", SOURCES.minusSeconds(1));
        assertThat(build.isStale(module)).isTrue();

        file("order-service/target/order-service-1.0.0.jar", LATER);
        assertThat(build.isStale(module)).isFalse();
    }

    @Test
    void doesNotBuildAgainWhenItsLastBuildFoundNothingToChange() throws IOException {
        file("order-service/target/order-service-1.0.0-exec.jar", SOURCES.minusSeconds(1));
        file("order-service/target/order-service-1.0.0.jar", SOURCES.minusSeconds(1));

        file("order-service/target/stack.stamp", LATER);

        assertThat(build.isStale(module)).isFalse();
    }

    @Test
    void doesNotCareForTestsAndOtherServices() throws IOException {
        file("order-service/target/order-service-1.0.0-exec.jar", LATER);
        file("order-service/src/test/java/T.java", LATER.plusSeconds(1));
        file("cart-service/src/main/java/A.java", LATER.plusSeconds(1));

        assertThat(build.isStale(module)).isFalse();
    }

    private void file(String name, Instant changed) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "x");
        for (Path up = file; !up.equals(root); up = Objects.requireNonNull(up.getParent())) {
            Files.setLastModifiedTime(up, FileTime.from(up.equals(file) ? changed : SOURCES));
        }
    }
}
