package io.commercebackbone.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.commercebackbone.verify.faults.Kind;
import io.commercebackbone.verify.load.Action;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTests {

    @Test
    void aRunIsReplayedByTheCommandItTells() {
        Settings settings = Settings.parse(List.of(
                "--seed",
                "7",
                "--minutes",
                "30",
                "--rate",
                "40",
                "--faults",
                "kill,half-open",
                "--targets",
                "redis,order-created",
                "--repeat",
                "charge",
                "--trained",
                "--small-disks"));
        List<String> words = Arrays.asList(settings.replay().split(" ", -1));

        assertThat(Settings.parse(words.subList(1, words.size()))).isEqualTo(settings);
        assertThat(settings.faults()).containsExactlyInAnyOrder(Kind.KILL, Kind.HALF_OPEN);
        assertThat(settings.targets()).containsExactlyInAnyOrder("redis", "order-created");
        assertThat(settings.repeated()).containsExactly(Action.CHARGE);
        assertThat(settings.lasts()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> Settings.parse(List.of("--sed", "7"))).hasMessageContaining("--sed");
        assertThatThrownBy(() -> Settings.parse(List.of("--seed"))).hasMessageContaining("--seed");
        assertThatThrownBy(() -> Settings.parse(List.of("--faults", "flood"))).hasMessageContaining("FLOOD");
        assertThatThrownBy(() -> Settings.parse(List.of("--targets", "kafka,zookeeper")))
                .hasMessageContainingAll("zookeeper", "faults hit", "order-service");
    }
}
