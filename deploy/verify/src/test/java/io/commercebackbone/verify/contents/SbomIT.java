package io.commercebackbone.verify.contents;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.contents.Sbom.Library;
import io.commercebackbone.verify.parts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads the jars that were built, and starts nothing. */
class SbomIT {

    private final List<Sbom> sboms =
            Part.services().stream().map(Part::label).map(Sbom::of).toList();

    @Test
    void everyLibraryInAJarIsInItsBillOfMaterials() {
        for (Sbom sbom : sboms) {
            assertThat(sbom.contained()).as(sbom.deployable()).isNotEmpty();
            assertThat(sbom.libraries())
                    .as(sbom.deployable())
                    .extracting(Library::sha256)
                    .containsAll(sbom.contained().values());
        }
    }

    @Test
    void everyLibraryStatesItsLicence() {
        assertThat(sboms.stream().flatMap(it -> it.libraries().stream()).toList())
                .allSatisfy(library ->
                        assertThat(library.licence()).as(library.name()).isNotBlank());
    }

    /** Has the list written when the property {@code licences.write} is set. */
    @Test
    void theListOfLicencesIsWhatIsBuilt() throws IOException {
        Path file = Path.of(System.getProperty("basedir", ""), "../../docs/licences.md");
        String today = LicenceList.of(sboms);
        if (System.getProperty("licences.write") != null) {
            Files.writeString(file, today);
        }

        assertThat(Files.readString(file))
                .as("docs/licences.md says itself how it is written anew")
                .isEqualTo(today);
    }
}
