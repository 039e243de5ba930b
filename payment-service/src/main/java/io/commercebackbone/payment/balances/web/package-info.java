/** Balances over HTTP. */
@NullMarked
package io.commercebackbone.payment.balances.web;

import org.jspecify.annotations.NullMarked;
