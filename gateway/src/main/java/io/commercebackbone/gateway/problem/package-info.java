/** How every failure is answered. */
@NullMarked
package io.commercebackbone.gateway.problem;

import org.jspecify.annotations.NullMarked;
