/** How lines of logs are written where machines read them. */
@NullMarked
package io.commercebackbone.logging;

import org.jspecify.annotations.NullMarked;
