/** What each kind of manifest may say, as types: a field that is in none of them is an error. */
@NullMarked
package io.commercebackbone.k8s.model;

import org.jspecify.annotations.NullMarked;
