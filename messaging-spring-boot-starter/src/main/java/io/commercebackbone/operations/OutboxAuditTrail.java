package io.commercebackbone.operations;

import io.commercebackbone.messaging.outbox.OutboxAudit;
import java.util.List;

/** What operators did about the outbox, latest first. */
record OutboxAuditTrail(List<OutboxAudit.Entry> items) {}
