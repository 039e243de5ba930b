@NullMarked
package io.commercebackbone.k8s;

import org.jspecify.annotations.NullMarked;
