package io.commercebackbone.cart;

import java.util.List;

/** A user's cart: what was changed longest ago comes first. */
record Cart(List<CartItem> items) {}
