/** Tests of what is asked of containers. */
@NullMarked
package io.commercebackbone.verify.images;

import org.jspecify.annotations.NullMarked;
