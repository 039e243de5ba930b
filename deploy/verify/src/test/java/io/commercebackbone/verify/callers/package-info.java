/** Who may call what: every described operation, asked by every kind of caller. */
@NullMarked
package io.commercebackbone.verify.callers;

import org.jspecify.annotations.NullMarked;
