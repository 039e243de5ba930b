/** The service that keeps the orders, as this one calls it. */
@NullMarked
package io.commercebackbone.payment.orders;

import org.jspecify.annotations.NullMarked;
