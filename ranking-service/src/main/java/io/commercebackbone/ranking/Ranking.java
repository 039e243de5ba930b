package io.commercebackbone.ranking;

import java.util.List;

/** The best products of a window, the best first. */
record Ranking(Window window, List<RankedProduct> items) {}
