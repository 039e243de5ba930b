/** Reading lists a page at a time. */
@NullMarked
package io.commercebackbone.paging;

import org.jspecify.annotations.NullMarked;
