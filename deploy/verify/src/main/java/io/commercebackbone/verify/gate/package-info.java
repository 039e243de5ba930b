/** Gates between processes: they let everything through until they are told to stop something. */
@NullMarked
package io.commercebackbone.verify.gate;

import org.jspecify.annotations.NullMarked;
