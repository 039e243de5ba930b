package io.commercebackbone.verify.check;

import org.apache.kafka.common.TopicPartition;

/**
 * How far a group is in a partition.
 *
 * @param committed where it would go on
 * @param end where the partition ends
 */
public record Position(String group, TopicPartition partition, long committed, long end) {

    /** How many records it has not dealt with. */
    public long lag() {
        return Math.max(0, end - committed);
    }
}
