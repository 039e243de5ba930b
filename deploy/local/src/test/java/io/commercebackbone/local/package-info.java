@NullMarked
package io.commercebackbone.local;

import org.jspecify.annotations.NullMarked;
