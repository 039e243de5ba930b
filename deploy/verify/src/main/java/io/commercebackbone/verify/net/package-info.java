/** The network between the parts, as far as it can be disturbed. */
@NullMarked
package io.commercebackbone.verify.net;

import org.jspecify.annotations.NullMarked;
