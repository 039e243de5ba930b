package io.commercebackbone.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of the description that a running service gives of itself; for an IT that has the whole service run anyway. */
public interface DescribedService {

    /** What the service answers at {@code /v3/api-docs}. */
    String description();

    /** Has the file written when the property {@code openapi.write} is set. */
    @Test
    default void theDescriptionIsTheCommittedOne() {
        DescriptionFiles files = DescriptionFiles.ofThisModule();
        String today = Description.read(description()).text();
        if (System.getProperty("openapi.write") != null) {
            DescriptionFiles.write(files.committed(), today);
        }

        String committed = DescriptionFiles.read(files.committed());

        assertThat(committed)
                .as(
                        "%s is what the service says; written anew by: mvn -pl %s -am verify -Dtest=None"
                                + " -Dit.test=%s#theDescriptionIsTheCommittedOne -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dfailsafe.failIfNoSpecifiedTests=false -Dopenapi.write",
                        files.committed().getFileName(),
                        files.service(),
                        getClass().getSimpleName())
                .isEqualTo(today);
    }

    @Test
    default void theDescriptionIsComplete() {
        assertThat(Gaps.of(Description.read(description()))).isEmpty();
    }

    /** A client of the release finds what it knows, or is told by the API's version that it does not. */
    @Test
    default void theDescriptionBreaksNoClientOfTheReleasedOne() {
        DescriptionFiles files = DescriptionFiles.ofThisModule();
        assertThat(files.released()).exists();
        Description released = Description.read(DescriptionFiles.read(files.released()));
        Description today = Description.read(description());

        assertThat(Breaks.unlessSaid(released, today))
                .as("what clients of version %s cannot do any more", released.version())
                .isEmpty();
    }
}
