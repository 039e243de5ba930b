/** What API consumers see of the suite. */
@NullMarked
package io.commercebackbone.gateway;

import org.jspecify.annotations.NullMarked;
