/**
 * POSTs that may be repeated: what a request under an {@code Idempotency-Key} was answered is stored with the business
 * change in one transaction, and answered again.
 */
@NullMarked
package io.commercebackbone.idempotency;

import org.jspecify.annotations.NullMarked;
