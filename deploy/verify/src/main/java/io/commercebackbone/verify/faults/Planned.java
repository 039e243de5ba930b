package io.commercebackbone.verify.faults;

import java.time.Duration;

/**
 * A fault that was drawn.
 *
 * @param target a part, a link, a topic or a group
 * @param lasts from its strike to its healing
 */
public record Planned(Kind kind, String target, Duration lasts, Fault fault) {

    @Override
    public String toString() {
        return kind.label() + " " + target;
    }
}
