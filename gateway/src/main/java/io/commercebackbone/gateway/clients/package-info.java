/** What clients may do on their connections before anything of a request is looked at. */
@NullMarked
package io.commercebackbone.gateway.clients;

import org.jspecify.annotations.NullMarked;
