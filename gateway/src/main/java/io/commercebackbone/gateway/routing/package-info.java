/** Which request goes to which service, and what of it. */
@NullMarked
package io.commercebackbone.gateway.routing;

import org.jspecify.annotations.NullMarked;
