/** The whole suite on one machine: the command {@code deploy/local/stack} and what it runs. */
@NullMarked
package io.commercebackbone.local.stack;

import org.jspecify.annotations.NullMarked;
