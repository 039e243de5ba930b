package io.commercebackbone.operations;

/** @param keys how many parked keys are tried at once */
record RetriedKeys(long keys) {}
