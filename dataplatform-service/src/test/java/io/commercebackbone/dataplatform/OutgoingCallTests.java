package io.commercebackbone.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class OutgoingCallTests {

    private static final UUID EVENT = UUID.fromString("0199a0c6-0000-7000-8000-000000000001");

    @Test
    void saysWhatThePlatformWasPromised() {
        OutgoingCall call = OutgoingCall.of(event(new BigDecimal("32000.50"), null));

        assertThat(call.idempotencyKey()).isEqualTo(EVENT);
        assertThat(JsonMapper.shared().readTree(call.body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {
                  "eventId": "0199a0c6-0000-7000-8000-000000000001",
                  "eventType": "payment.completed",
                  "schemaVersion": 1,
                  "occurredAt": "2026-11-24T09:30:00.123456Z",
                  "sequence": 42,
                  "payment": {
                    "id": "0199a0c5-0001-7aaa-8bbb-0c0d0e0f1011",
                    "orderId": "0199a0c4-5b1e-7c3a-9d52-6f0a7b1c2d3e",
                    "userId": "6f1d7c1e-0b5a-4a53-8f56-0d7e8a4b9c10",
                    "attempt": 2,
                    "amount": 32000.50,
                    "currency": "KRW",
                    "shipmentId": "0199a0c5-0002-7aaa-8bbb-0c0d0e0f1012"
                  }
                }"""));
    }

    @Test
    void anAmountIsNeverInExponents() {
        assertThat(OutgoingCall.of(event(new BigDecimal("3.2E+4"), null)).body())
                .contains("\"amount\":32000,");
    }

    @Test
    void anAmountBeyondReasonCannotBeSent() {
        ReceivedEvent<PaymentCompletedEvent> event = event(new BigDecimal("1E+1000000000"), null);

        assertThatThrownBy(() -> OutgoingCall.of(event)).isInstanceOf(JacksonException.class);
    }

    @Test
    void passesASoundTraceContextOn() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(OutgoingCall.of(event(BigDecimal.ONE, traceparent)).traceparent())
                .isEqualTo(traceparent);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-zz-ff",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX-Evil: 1",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void leavesAnyOtherTraceContextOut(@Nullable String traceparent) {
        assertThat(OutgoingCall.of(event(BigDecimal.ONE, traceparent)).traceparent())
                .isNull();
    }

    private static ReceivedEvent<PaymentCompletedEvent> event(BigDecimal amount, @Nullable String traceparent) {
        PaymentCompletedEvent body = new PaymentCompletedEvent(
                UUID.fromString("0199a0c4-5b1e-7c3a-9d52-6f0a7b1c2d3e"),
                UUID.fromString("6f1d7c1e-0b5a-4a53-8f56-0d7e8a4b9c10"),
                UUID.fromString("0199a0c5-0001-7aaa-8bbb-0c0d0e0f1011"),
                UUID.fromString("0199a0c5-0002-7aaa-8bbb-0c0d0e0f1012"),
                2,
                amount,
                "KRW");
        return new ReceivedEvent<>(
                EVENT, "payment-service", 42, Instant.parse("2026-11-24T09:30:00.123456Z"), body, traceparent);
    }
}
