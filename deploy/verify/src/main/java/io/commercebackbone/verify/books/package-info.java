/**
 * The books of the suite: what must be true of its databases and topics once nothing is under way, read and never
 * written. Knows no service's code; what it relies on are tables, topics and headers.
 */
@NullMarked
package io.commercebackbone.verify.books;

import org.jspecify.annotations.NullMarked;
