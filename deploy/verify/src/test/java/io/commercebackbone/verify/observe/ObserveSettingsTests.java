package io.commercebackbone.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserveSettingsTests {

    @Test
    void makesEverythingGoWrongUnlessToldOtherwise() {
        ObserveSettings usual = parse("--seed 7");
        assertThat(usual.mishaps()).isEqualTo(EnumSet.allOf(Mishap.class));
        assertThat(usual.replay()).isEqualTo("deploy/verify/observe --seed 7 --factor 20 --rate 8.0");
    }

    @Test
    void readsEveryOptionAndSaysItAgain() {
        ObserveSettings settings = parse(
                "--seed 7 --factor 10 --rate 2.5 --trained --only broker-killed,poison --reports reports --name night");
        assertThat(settings)
                .isEqualTo(new ObserveSettings(
                        7, 10, 2.5, true, Set.of(Mishap.BROKER_KILLED, Mishap.POISON), Path.of("reports"), "night"));
        assertThat(settings.replay())
                .isEqualTo(
                        "deploy/verify/observe --seed 7 --factor 10 --rate 2.5 --trained --only broker-killed,poison");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seed", "--seed x", "--factor 0", "--rate 0", "--only nothing", "--hard 1", "7"})
    void refusesAnythingElse(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ObserveSettings parse(String line) {
        return ObserveSettings.parse(List.of(line.split(" ", -1)));
    }
}
