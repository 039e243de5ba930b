/** What a service's tests ask of the description of its API. */
@NullMarked
package io.commercebackbone.openapi;

import org.jspecify.annotations.NullMarked;
