/** Looks at the suite in containers, which somebody else has started. */
@NullMarked
package io.commercebackbone.verify.images;

import org.jspecify.annotations.NullMarked;
