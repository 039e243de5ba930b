package io.commercebackbone.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.faults.Fault;
import io.commercebackbone.verify.faults.Kind;
import io.commercebackbone.verify.faults.Planned;
import io.commercebackbone.verify.parts.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an hour of the verifier found in itself: services waited for servers whose turn had not come. */
class HealingTests {

    private final List<String> done = new ArrayList<>();
    private final Set<Part> dead = EnumSet.noneOf(Part.class);
    private final Set<Part> unable = EnumSet.noneOf(Part.class);
    private final Map<Planned, String> troubles = new LinkedHashMap<>();
    private boolean groupsKnown = true;

    @Test
    void waysAreHealedBeforeServersAndServersBeforeTheRest() {
        Healing healing = healing(
                fault(Kind.POISON, "order-created"), fault(Kind.FREEZE, "kafka"), fault(Kind.RESET, "cart to kafka"));

        assertThat(healing.attempt()).isTrue();
        assertThat(done)
                .containsExactly("heals reset cart to kafka", "heals freeze kafka", "heals poison order-created");
    }

    @Test
    void aServerThatDiedOfAFaultIsStartedBeforeTheRestIsHealed() {
        dead.add(Part.KAFKA);
        dead.add(Part.RANKING);

        assertThat(healing(fault(Kind.REWIND, "ranking-service")).attempt()).isTrue();
        assertThat(done).containsExactly("starts kafka", "heals rewind ranking-service", "starts ranking-service");
    }

    @Test
    void nothingIsWellWhileSomethingDoesNotStart() {
        dead.add(Part.CART);
        unable.add(Part.CART);
        Planned killed = fault(Kind.KILL, "cart-service");
        Healing healing = healing(killed);

        assertThat(healing.attempt()).isFalse();
        assertThat(troubles).hasEntrySatisfying(killed, it -> assertThat(it).contains("CART does not start"));
        unable.clear();
        assertThat(healing.attempt()).isTrue();
    }

    @Test
    void whatCannotBeHealedYetIsTriedAgainAndSaysWhy() {
        Planned late = planned(Kind.REWIND, "cart-service", new Heals("rewind") {
            @Override
            public void heal() {
                super.heal();
                if (done.size() == 1) {
                    throw new IllegalStateException("members left");
                }
            }
        });
        Healing healing = healing(late);

        assertThat(healing.attempt()).isFalse();
        assertThat(healing.ill()).containsExactly(late);
        assertThat(troubles).hasEntrySatisfying(late, it -> assertThat(it).contains("members left"));
        assertThat(healing.attempt()).isTrue();
        assertThat(healing.ill()).isEmpty();
    }

    @Test
    void aBrokerThatHasForgottenItsGroupsIsStartedAgain() {
        groupsKnown = false;
        Planned full = fault(Kind.FULL_DISK, "kafka");
        Healing healing = healing(full);

        for (int i = 0; i < 3; i++) {
            assertThat(healing.attempt()).isFalse();
        }
        assertThat(dead).containsExactly(Part.KAFKA);
        assertThat(healing.attempt()).isTrue();
        assertThat(done).containsExactly("heals full-disk kafka", "starts kafka");
        assertThat(troubles).hasEntrySatisfying(full, it -> assertThat(it).contains("started again"));
    }

    private Healing healing(Planned... faults) {
        return new Healing(
                new Healing.Parts() {
                    @Override
                    public boolean running(Part part) {
                        return !dead.contains(part);
                    }

                    @Override
                    public void start(Part part) {
                        if (unable.contains(part)) {
                            throw new IllegalStateException(part + " does not start");
                        }
                        done.add("starts " + part.label());
                        dead.remove(part);
                        groupsKnown |= part == Part.KAFKA;
                    }

                    @Override
                    public void kill(Part part) {
                        dead.add(part);
                    }

                    @Override
                    public boolean groupsAreKept() {
                        return groupsKnown;
                    }
                },
                List.of(faults),
                troubles);
    }

    private Planned fault(Kind kind, String target) {
        return planned(kind, target, new Heals(kind.label() + " " + target));
    }

    private static Planned planned(Kind kind, String target, Fault fault) {
        return new Planned(kind, target, Duration.ZERO, fault);
    }

    private class Heals implements Fault {

        private final String name;

        Heals(String name) {
            this.name = name;
        }

        @Override
        public void strike() {}

        @Override
        public void heal() {
            done.add("heals " + name);
        }
    }
}
