package io.commercebackbone.messaging.deadletter;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What this service listens to, and in which groups: whose dead letters are its business. */
final class FollowedTopics {

    private final KafkaListenerEndpointRegistry listeners;

    FollowedTopics(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    Set<String> topics() {
        return listeners.getListenerContainers().stream()
                .map(it -> it.getContainerProperties().getTopics())
                .flatMap(it -> it == null ? Stream.empty() : Arrays.stream(it))
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<String> groups() {
        return listeners.getListenerContainers().stream()
                .map(MessageListenerContainer::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}
