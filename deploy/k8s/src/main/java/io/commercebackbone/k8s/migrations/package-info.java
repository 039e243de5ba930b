/** Whether a database's migrations let the previous version of a service run on. */
@NullMarked
package io.commercebackbone.k8s.migrations;

import org.jspecify.annotations.NullMarked;
