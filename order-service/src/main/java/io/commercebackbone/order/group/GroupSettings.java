package io.commercebackbone.order.group;

import java.time.Duration;

/**
 * How a writer works.
 *
 * @param name of the writer's thread, and of its metrics
 * @param queueCapacity how many commands may wait; beyond that they are answered as busy at once
 * @param maxBatch how many go into one transaction at most
 * @param lockTimeout how long a transaction of several waits for a row lock that somebody else holds
 * @param retryLockTimeout the same for a command that is done alone because its group failed
 * @param answerTimeout how long a request waits for its answer
 */
public record GroupSettings(
        String name,
        int queueCapacity,
        int maxBatch,
        Duration lockTimeout,
        Duration retryLockTimeout,
        Duration answerTimeout) {}
