/** Orders over HTTP. */
@NullMarked
package io.commercebackbone.order.ordering.web;

import org.jspecify.annotations.NullMarked;
