/** Customers who do what customers do, and the history of what they asked and were told. */
@NullMarked
package io.commercebackbone.verify.load;

import org.jspecify.annotations.NullMarked;
