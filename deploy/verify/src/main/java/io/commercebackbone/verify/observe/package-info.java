/** Shows on the running suite that dashboards have something to show, and that each alert fires and ends. */
@NullMarked
package io.commercebackbone.verify.observe;

import org.jspecify.annotations.NullMarked;
