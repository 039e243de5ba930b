/**
 * What operators do to a running suite, and what machines do to it: instances replaced, added and taken away, brokers
 * lost, all under load. Run by {@code deploy/verify/rollout}, not by the build.
 */
@NullMarked
package io.commercebackbone.verify.rollout;

import org.jspecify.annotations.NullMarked;
