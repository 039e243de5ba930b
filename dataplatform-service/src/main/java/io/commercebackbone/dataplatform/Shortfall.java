package io.commercebackbone.dataplatform;

/**
 * The first event of a batch that was not delivered.
 *
 * @param index its place in the batch; those before it were delivered
 * @param cause a permanent failure if it never will be, else a transient one
 */
record Shortfall(int index, RuntimeException cause) {}
