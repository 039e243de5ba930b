/** The developers' portal: the services' descriptions in Swagger UI, and the events. Off unless it is switched on. */
@NullMarked
package io.commercebackbone.gateway.portal;

import org.jspecify.annotations.NullMarked;
