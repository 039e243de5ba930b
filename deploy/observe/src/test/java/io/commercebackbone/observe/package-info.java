/** What the build asks of dashboards and alert rules. */
@NullMarked
package io.commercebackbone.observe;

import org.jspecify.annotations.NullMarked;
