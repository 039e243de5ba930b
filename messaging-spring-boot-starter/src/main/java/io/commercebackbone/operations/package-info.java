/** What operators can ask of every service that uses this library: its dead letters and its outbox, over HTTP. */
@NullMarked
package io.commercebackbone.operations;

import org.jspecify.annotations.NullMarked;
