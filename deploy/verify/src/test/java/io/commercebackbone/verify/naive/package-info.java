/**
 * Programs that do what the document this suite comes from shows, to be run in place of ours: an event that is published
 * straight from the request, and consumers that log what fails and go on. They show that the verifier finds what they lose.
 */
@NullMarked
package io.commercebackbone.verify.naive;

import org.jspecify.annotations.NullMarked;
