package io.commercebackbone.http;

import java.util.UUID;

/**
 * Who calls: a controller method that takes one gets the subject of the request's verified token.
 *
 * @param id the token's {@code sub}
 */
public record CurrentUser(UUID id) {}
