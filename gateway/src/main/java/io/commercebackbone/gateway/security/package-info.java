/** Who may come in. */
@NullMarked
package io.commercebackbone.gateway.security;

import org.jspecify.annotations.NullMarked;
