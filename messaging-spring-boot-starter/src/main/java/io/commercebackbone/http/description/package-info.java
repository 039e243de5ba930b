/** The description of a service's HTTP interface: what springdoc finds in controllers, and what all services have in common. */
@NullMarked
package io.commercebackbone.http.description;

import org.jspecify.annotations.NullMarked;
