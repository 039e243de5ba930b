/**
 * The contracts between the services: what an event says, on which topic, under which headers. No framework, no
 * dependency: a service may use these records or read the JSON Schemas beside them and write its own.
 */
@NullMarked
package io.commercebackbone.events;

import org.jspecify.annotations.NullMarked;
