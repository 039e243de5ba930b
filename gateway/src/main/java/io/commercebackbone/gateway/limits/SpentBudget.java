package io.commercebackbone.gateway.limits;

import java.time.Duration;

/**
 * What a call made of its user's budget.
 *
 * @param allowed whether the call was within it; a refused call costs nothing
 * @param remaining calls that could be made right now
 * @param retryAfter when the next call is to be had; zero if it is now
 * @param reset when the whole quota is there again
 */
record SpentBudget(boolean allowed, long remaining, Duration retryAfter, Duration reset) {}
