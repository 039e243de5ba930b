/** The payment service; this package holds what its features have in common: amounts, pages, orders' ids and keys. */
@NullMarked
package io.commercebackbone.payment;

import org.jspecify.annotations.NullMarked;
