/** What services that write many rows at once have in common. */
@NullMarked
package io.commercebackbone.jdbc;

import org.jspecify.annotations.NullMarked;
