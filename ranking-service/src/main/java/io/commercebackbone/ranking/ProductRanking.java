package io.commercebackbone.ranking;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where one product stands.
 *
 * @param rank 1 for the best; null if nothing was sold
 * @param score units sold
 */
record ProductRanking(
        Window window, UUID productId, @Nullable Long rank, long score) {}
