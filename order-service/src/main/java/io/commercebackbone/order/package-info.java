/** The order service; this package holds what its features have in common: amounts and pages. */
@NullMarked
package io.commercebackbone.order;

import org.jspecify.annotations.NullMarked;
