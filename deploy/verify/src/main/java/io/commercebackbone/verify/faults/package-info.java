/** What can go wrong, drawn from a seed, and how each of it is healed. */
@NullMarked
package io.commercebackbone.verify.faults;

import org.jspecify.annotations.NullMarked;
