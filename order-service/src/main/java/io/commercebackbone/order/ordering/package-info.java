/**
 * Orders. They are placed in groups: requests queue up, one writer takes what is there and places it in one
 * transaction, so that a hot product costs one row lock per group and not per order. Knows no HTTP.
 */
@NullMarked
package io.commercebackbone.order.ordering;

import org.jspecify.annotations.NullMarked;
