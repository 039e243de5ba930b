/** How this service is put together. */
@NullMarked
package io.commercebackbone.order.config;

import org.jspecify.annotations.NullMarked;
