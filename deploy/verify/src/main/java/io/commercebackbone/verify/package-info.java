/** Runs the suite under load, has things go wrong, and tells whether anything was lost, doubled or left hanging. */
@NullMarked
package io.commercebackbone.verify;

import org.jspecify.annotations.NullMarked;
