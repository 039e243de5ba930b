/** Balances, payments and shipments. */
@NullMarked
package io.commercebackbone.payment;

import org.jspecify.annotations.NullMarked;
