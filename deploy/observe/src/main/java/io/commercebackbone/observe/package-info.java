/** The suite's dashboards and alert rules, read from their files, and the expressions in them. */
@NullMarked
package io.commercebackbone.observe;

import org.jspecify.annotations.NullMarked;
