package io.commercebackbone.verify.contents;

import io.commercebackbone.verify.contents.Sbom.Library;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code docs/licences.md}: what the deployables contain, by licence. */
final class LicenceList {

    private static final String BEGINNING = """
        # Licences

        What the deployables contain, by licence; where a library lets choose, by all that it offers. Where only some of
        them contain it, they are named. Made from the bill of materials in each jar; after a change of dependencies

        ```bash
        mvn -pl deploy/verify -am verify -Dtest=None -Dit.test=SbomIT -Dsurefire.failIfNoSpecifiedTests=false \\
            -Dfailsafe.failIfNoSpecifiedTests=false -Dlicences.write
        ```

        writes it anew. The images contain a Java runtime and Debian's libraries beside it
        ([ADR 0034](adr/0034-images-from-scratch.md)).
        """;

    private LicenceList() {}

    static String of(List<Sbom> sboms) {
        SortedMap<String, SortedMap<String, Collection<String>>> byLicence = new TreeMap<>();
        for (Sbom sbom : sboms) {
            for (Library library : sbom.libraries()) {
                byLicence
                        .computeIfAbsent(library.licence(), it -> new TreeMap<>())
                        .computeIfAbsent(library.name() + " " + library.version(), it -> new TreeSet<>())
                        .add(sbom.deployable());
            }
        }
        StringBuilder list = new StringBuilder(BEGINNING);
        byLicence.forEach((licence, libraries) -> {
            list.append("\n## ").append(licence).append("\n\n");
            libraries.forEach((library, deployables) -> list.append("- ")
                    .append(library)
                    .append(deployables.size() == sboms.size() ? "" : " (" + String.join(", ", deployables) + ")")
                    .append('\n'));
        });
        return list.toString();
    }
}
