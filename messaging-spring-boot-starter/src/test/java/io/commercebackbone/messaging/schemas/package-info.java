@NullMarked
package io.commercebackbone.messaging.schemas;

import org.jspecify.annotations.NullMarked;
