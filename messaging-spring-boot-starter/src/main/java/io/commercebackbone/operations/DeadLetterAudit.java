package io.commercebackbone.operations;

import io.commercebackbone.messaging.deadletter.Operation;
import java.util.List;

/** What operators did about dead letters, latest first. */
record DeadLetterAudit(List<Operation> items) {}
