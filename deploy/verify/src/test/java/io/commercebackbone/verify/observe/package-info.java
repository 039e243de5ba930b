/** Tests of what is seen of alerts, and that none is left out. */
@NullMarked
package io.commercebackbone.verify.observe;

import org.jspecify.annotations.NullMarked;
