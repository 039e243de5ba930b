/**
 * Payments and refunds. One local transaction decides a payment attempt once and for all; whatever comes before may be
 * given up, whatever comes after is repeated until it is true. Knows no HTTP.
 */
@NullMarked
package io.commercebackbone.payment.payments;

import org.jspecify.annotations.NullMarked;
