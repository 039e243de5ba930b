/**
 * Coupons: campaigns that issue them, the users' wallets, and their use in orders. Issued in groups like orders are
 * placed, so that a rush costs one row lock per group. Knows neither orders nor HTTP.
 */
@NullMarked
package io.commercebackbone.order.coupons;

import org.jspecify.annotations.NullMarked;
