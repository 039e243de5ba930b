package io.commercebackbone.messaging;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topics that a service owns. Each comes with its dead-letter topic.
 *
 * @param declare names of the topics that this service creates where they are missing
 * @param replicationFactor copies of each partition: 1 in development, 3 in production
 * @param minInSyncReplicas how many copies must have a record before it counts as written
 * @param retention how long the records of a topic that is created are kept; the broker's own setting unless given
 * @param deadLetterRetention how long dead letters are kept, with what was done about them
 * @param retryInterval how long to wait before the broker is asked again when it could not be reached
 */
@Validated
@ConfigurationProperties("backbone.topics")
public record TopicProperties(
        @DefaultValue List<String> declare,
        @DefaultValue("1") @Min(1) short replicationFactor,
        @DefaultValue("1") @Min(1) int minInSyncReplicas,
        @Nullable Duration retention,
        @DefaultValue("90d") @NotNull Duration deadLetterRetention,
        @DefaultValue("5s") @NotNull Duration retryInterval) {}
