/**
 * What became of dead letters. The dead-letter topic is their ledger: it holds the letters, and behind them marks that say
 * which were replayed or discarded, by whom and how that ended. Whatever this package knows it has read there.
 */
@NullMarked
package io.commercebackbone.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
