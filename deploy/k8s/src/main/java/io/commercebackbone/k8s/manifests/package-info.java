/** Rendered manifests as trees, and what of them is a workload. */
@NullMarked
package io.commercebackbone.k8s.manifests;

import org.jspecify.annotations.NullMarked;
