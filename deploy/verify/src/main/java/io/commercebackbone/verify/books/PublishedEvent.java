package io.commercebackbone.verify.books;

import java.util.UUID;

/**
 * An event as it lies in a topic, or is to.
 *
 * @param source the service that published it
 * @param sequence its number in that service's outbox
 * @param place topic, partition and offset; empty while it is nowhere
 */
public record PublishedEvent(String topic, String key, UUID id, String source, long sequence, String place) {

    /** One that lies in no topic yet. */
    public PublishedEvent(String topic, String key, UUID id, String source, long sequence) {
        this(topic, key, id, source, sequence, "");
    }

    boolean isSameAs(PublishedEvent other) {
        return topic.equals(other.topic)
                && key.equals(other.key)
                && id.equals(other.id)
                && source.equals(other.source)
                && sequence == other.sequence;
    }
}
