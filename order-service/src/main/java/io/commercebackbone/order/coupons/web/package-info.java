/** The coupons over HTTP. */
@NullMarked
package io.commercebackbone.order.coupons.web;

import org.jspecify.annotations.NullMarked;
