/** What leaves for whom, and where it is. Knows neither payments nor HTTP. */
@NullMarked
package io.commercebackbone.payment.shipments;

import org.jspecify.annotations.NullMarked;
