package io.commercebackbone.verify.books;

import java.util.UUID;

/**
 * An event as it lies in a topic.
 *
 * @param source the service that published it
 * @param sequence its number in that service's outbox
 */
public record PublishedEvent(String topic, String key, UUID id, String source, long sequence) {}
