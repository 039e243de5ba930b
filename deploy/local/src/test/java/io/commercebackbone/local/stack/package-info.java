@NullMarked
package io.commercebackbone.local.stack;

import org.jspecify.annotations.NullMarked;
