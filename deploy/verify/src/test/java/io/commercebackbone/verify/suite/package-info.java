/** The services of the saga as they are deployed, and what tests need to drive and to stop them. */
@NullMarked
package io.commercebackbone.verify.suite;

import org.jspecify.annotations.NullMarked;
