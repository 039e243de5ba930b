@NullMarked
package io.commercebackbone.schemas;

import org.jspecify.annotations.NullMarked;
