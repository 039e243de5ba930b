/**
 * What every service's HTTP edge has in common: problem answers with a stable code, and requests that are let in by a
 * verified token only.
 */
@NullMarked
package io.commercebackbone.http;

import org.jspecify.annotations.NullMarked;
