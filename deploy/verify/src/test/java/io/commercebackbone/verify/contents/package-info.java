/** What the deployables consist of, and under which licences. */
@NullMarked
package io.commercebackbone.verify.contents;

import org.jspecify.annotations.NullMarked;
