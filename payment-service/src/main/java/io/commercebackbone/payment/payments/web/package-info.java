/** Payments over HTTP, for users and for the service that keeps the orders. */
@NullMarked
package io.commercebackbone.payment.payments.web;

import org.jspecify.annotations.NullMarked;
