/** What publishing and consuming share: how events are written as JSON and how topics come to be. */
@NullMarked
package io.commercebackbone.messaging;

import org.jspecify.annotations.NullMarked;
