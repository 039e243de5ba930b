package io.commercebackbone.ranking;

import java.util.UUID;

/**
 * A product's place.
 *
 * @param rank 1 for the best
 * @param score units sold
 */
record RankedProduct(long rank, UUID productId, long score) {}
