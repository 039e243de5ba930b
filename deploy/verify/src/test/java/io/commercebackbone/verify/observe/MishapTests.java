package io.commercebackbone.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.observe.Alert;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MishapTests {

    private static final List<Alert> ALERTS = Alert.all(Path.of("../observe/rules"));

    @Test
    void everyAlertHasSomethingThatMakesItFire() {
        List<String> provoked = Arrays.stream(Mishap.values())
                .flatMap(it -> it.alerts().stream())
                .toList();
        assertThat(provoked).doesNotHaveDuplicates();
        assertThat(ALERTS)
                .filteredOn(it -> !it.file().equals(Alert.KUBERNETES))
                .extracting(Alert::name)
                .containsExactlyInAnyOrderElementsOf(provoked);
    }

    /** Else whoever adds a rule could spare himself the trial by putting it there. */
    @Test
    void onlyWhatOperatorsOfKubernetesMeasureGoesWithout() {
        assertThat(ALERTS)
                .filteredOn(it -> it.file().equals(Alert.KUBERNETES))
                .extracting(Alert::name)
                .containsExactlyInAnyOrder("VolumeFills", "BackupsLate");
    }
}
