/** The whole verifier in a short run, and the proof that it bites. */
@NullMarked
package io.commercebackbone.verify.run;

import org.jspecify.annotations.NullMarked;
