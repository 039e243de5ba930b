package io.commercebackbone.verify.check;

import java.time.Instant;

/** From the strike of a fault until all had recovered of it. */
public record Disturbance(Instant from, Instant to) {}
