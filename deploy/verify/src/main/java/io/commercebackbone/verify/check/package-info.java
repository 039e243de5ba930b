/** What must be true of the whole suite, and the evidence where it is not. */
@NullMarked
package io.commercebackbone.verify.check;

import org.jspecify.annotations.NullMarked;
