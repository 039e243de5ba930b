/** Registers the schemas of the events at a schema registry, as a step of a deployment. */
@NullMarked
package io.commercebackbone.schemas;

import org.jspecify.annotations.NullMarked;
