/** The service that decides payments, as this one calls it. */
@NullMarked
package io.commercebackbone.order.ordering.paymentservice;

import org.jspecify.annotations.NullMarked;
