/** Every process of the suite, started by the verifier and wired through links that can be disturbed. */
@NullMarked
package io.commercebackbone.verify.parts;

import org.jspecify.annotations.NullMarked;
