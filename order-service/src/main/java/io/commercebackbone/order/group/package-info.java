/** Group commit: what many requests want at the same time is done in one transaction. Knows nothing of what that is. */
@NullMarked
package io.commercebackbone.order.group;

import org.jspecify.annotations.NullMarked;
