/** What users have, and the ledger of all that changed it. Knows neither payments nor HTTP. */
@NullMarked
package io.commercebackbone.payment.balances;

import org.jspecify.annotations.NullMarked;
