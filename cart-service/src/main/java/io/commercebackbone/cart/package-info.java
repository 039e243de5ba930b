/** What users are about to order: carts that lose what was ordered, and nothing that was put in later. */
@NullMarked
package io.commercebackbone.cart;

import org.jspecify.annotations.NullMarked;
