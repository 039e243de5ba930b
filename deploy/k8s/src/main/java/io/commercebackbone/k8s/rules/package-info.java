/** What must hold for the manifests of an overlay. */
@NullMarked
package io.commercebackbone.k8s.rules;

import org.jspecify.annotations.NullMarked;
