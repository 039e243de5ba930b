/** How often a user may call, counted in Redis for all instances together. */
@NullMarked
package io.commercebackbone.gateway.limits;

import org.jspecify.annotations.NullMarked;
