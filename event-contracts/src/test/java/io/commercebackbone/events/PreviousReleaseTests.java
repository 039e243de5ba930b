package io.commercebackbone.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Today's contracts against the last release's, each with its own classes out of its own jar: services of both run side by
 * side during every upgrade. The jar of a release is kept when it is made (CONTRIBUTING.md).
 */
class PreviousReleaseTests {

    private static final Path NEXT = Path.of("src/test/resources/next");

    @SuppressWarnings("NullAway.Init")
    private Contracts today;

    @SuppressWarnings("NullAway.Init")
    private Contracts before;

    @BeforeEach
    void open() throws Exception {
        today = Contracts.today();
        before = Contracts.inJar(lastRelease());
    }

    @Test
    void thePreviousReleaseReadsWhatIsPublishedToday() {
        assertThat(ReadingGate.findings(today, before)).isEmpty();
    }

    @Test
    void todayReadsWhatThePreviousReleasePublishes() {
        assertThat(ReadingGate.findings(before, today)).isEmpty();
    }

    @Test
    void theReleaseHasClassesOfItsOwn() {
        assertThat(before.published())
                .isNotEmpty()
                .allSatisfy(version ->
                        assertThat(version.body().getClassLoader()).isNotEqualTo(EventTypes.class.getClassLoader()));
    }

    @Test
    void topicsAndHeadersKeepTheirNames() {
        assertThat(today.names()).containsAllEntriesOf(before.names());
    }

    @Test
    void publishedSchemasAndSamplesStayAsTheyWere() {
        assertThat(today.files()).containsAllEntriesOf(before.files());
    }

    @Test
    void aVersion2ThatIsWrittenSoThatVersion1IsInItIsReadByThePreviousRelease() throws Exception {
        Contracts.Version asVersion1 = Contracts.Version.of(OrderCreatedInTransition.TYPE);
        Contracts.Version version2 = Contracts.Version.of(OrderCreatedV2.TYPE);
        Contracts next = withVersion2()
                .publishing(changed(asVersion1))
                .accepting(Stream.concat(changed(asVersion1).stream(), Stream.of(version2))
                        .toList());

        assertThat(ReadingGate.findings(next, before)).isEmpty();
        assertThat(ReadingGate.findings(before, next)).isEmpty();
        assertThat(ReadingGate.findings(withVersion2().publishing(changed(version2)), next))
                .as("the release after that may publish version 2")
                .isEmpty();
    }

    @Test
    void findsAVersionThatIsPublishedBeforeItIsRead() throws Exception {
        Contracts tooEarly = withVersion2().publishing(changed(Contracts.Version.of(OrderCreatedV2.TYPE)));

        assertThat(ReadingGate.findings(tooEarly, before))
                .containsExactly("order-created.v2 is published and not read");
    }

    @Test
    void findsAVersionThatIsNoLongerRead() {
        Contracts forgetful = today.accepting(changed(Contracts.Version.of(OrderCreatedV2.TYPE)));

        assertThat(ReadingGate.findings(before, forgetful))
                .containsExactly("order-created.v1 is published and not read");
    }

    @Test
    void findsARenamedField() {
        Contracts renamed = today.accepting(changed(new Contracts.Version(Topics.PAYMENT_FAILED, 1, Renamed.class)));

        assertThat(ReadingGate.findings(before, renamed))
                .singleElement()
                .asString()
                .startsWith("payment-failed.v1 cannot be read")
                .contains("customerId is missing");
    }

    @Test
    void findsAFieldThatReadsAsAnotherValue() {
        Contracts shortened =
                today.accepting(changed(new Contracts.Version(Topics.SHIPPING_STARTED, 1, Shortened.class)));

        assertThat(ReadingGate.findings(before, shortened))
                .singleElement()
                .asString()
                .startsWith("shipping-started.v1.trackingNumber is ");
    }

    private Contracts withVersion2() throws Exception {
        return today.with(
                        "samples/order-created/2.json", Files.readString(NEXT.resolve("samples/order-created/2.json")))
                .with("schemas/order-created/2.json", Files.readString(NEXT.resolve("schemas/order-created/2.json")));
    }

    /** Today's events, but this one as it is given. */
    private List<Contracts.Version> changed(Contracts.Version other) {
        List<Contracts.Version> versions = new ArrayList<>(today.published());
        versions.replaceAll(version -> version.topic().equals(other.topic()) ? other : version);
        return versions;
    }

    private static Path lastRelease() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of("src/test/releases"))) {
            List<Path> found = jars.toList();
            assertThat(found).as("the last release's jar, and no other").hasSize(1);
            return found.getFirst();
        }
    }

    /** payment-failed, after somebody renamed a field. */
    record Renamed(UUID orderId, UUID customerId, int attempt, String reason) {
        Renamed {
            Require.present(orderId, "orderId");
            Require.present(customerId, "customerId");
        }
    }

    /** shipping-started, as somebody reads it who keeps half of the number. */
    record Shortened(UUID orderId, String trackingNumber) {
        Shortened {
            trackingNumber = trackingNumber.substring(0, 2);
        }
    }
}
