/** Services with the settings of {@code deploy/k8s}, on servers that let nobody in without TLS and a password. */
@NullMarked
package io.commercebackbone.verify.deployed;

import org.jspecify.annotations.NullMarked;
