/** Shipments over HTTP. */
@NullMarked
package io.commercebackbone.payment.shipments.web;

import org.jspecify.annotations.NullMarked;
