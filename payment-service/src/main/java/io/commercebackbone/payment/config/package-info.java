/** How this service is put together. */
@NullMarked
package io.commercebackbone.payment.config;

import org.jspecify.annotations.NullMarked;
