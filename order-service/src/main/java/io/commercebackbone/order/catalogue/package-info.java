/** Products, their prices and their stock with its ledger. Knows neither orders nor HTTP. */
@NullMarked
package io.commercebackbone.order.catalogue;

import org.jspecify.annotations.NullMarked;
