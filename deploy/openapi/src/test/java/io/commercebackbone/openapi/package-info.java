@NullMarked
package io.commercebackbone.openapi;

import org.jspecify.annotations.NullMarked;
