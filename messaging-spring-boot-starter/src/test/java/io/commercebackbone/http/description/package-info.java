@NullMarked
package io.commercebackbone.http.description;

import org.jspecify.annotations.NullMarked;
