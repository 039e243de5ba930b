/** What a run was, found and took, for people and for programs. */
@NullMarked
package io.commercebackbone.verify.report;

import org.jspecify.annotations.NullMarked;
