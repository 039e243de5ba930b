/** What the backbone says about orders. */
@NullMarked
package io.commercebackbone.order.ordering.messaging;

import org.jspecify.annotations.NullMarked;
