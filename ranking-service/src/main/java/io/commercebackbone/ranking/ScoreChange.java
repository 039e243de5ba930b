package io.commercebackbone.ranking;

import io.commercebackbone.events.OrderCancelledEvent;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.OrderedItem;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import java.time.Instant;
import java.util.List;

/**
 * What one event does to the scores.
 *
 * @param topic with source and sequence, the event's identity
 * @param soldAt when the items were ordered: decides the day that changes
 * @param sign 1 to count the items, -1 to take them back
 */
record ScoreChange(String topic, String source, long sequence, Instant soldAt, int sign, List<OrderedItem> items) {

    static ScoreChange count(ReceivedEvent<OrderCreatedEvent> event) {
        return new ScoreChange(
                Topics.ORDER_CREATED,
                event.source(),
                event.sequence(),
                event.time(),
                1,
                event.body().items());
    }

    static ScoreChange takeBack(ReceivedEvent<OrderCancelledEvent> event) {
        return new ScoreChange(
                Topics.ORDER_CANCELLED,
                event.source(),
                event.sequence(),
                event.body().orderedAt(),
                -1,
                event.body().items());
    }
}
