/** What services that keep their data in a database have in common. */
@NullMarked
package io.commercebackbone.jdbc;

import org.jspecify.annotations.NullMarked;
