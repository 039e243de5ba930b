/** Follows one purchase through the whole suite by the spans that it leaves. */
@NullMarked
package io.commercebackbone.verify.trace;

import org.jspecify.annotations.NullMarked;
