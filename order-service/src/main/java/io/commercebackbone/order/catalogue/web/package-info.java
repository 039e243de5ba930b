/** The catalogue over HTTP. */
@NullMarked
package io.commercebackbone.order.catalogue.web;

import org.jspecify.annotations.NullMarked;
