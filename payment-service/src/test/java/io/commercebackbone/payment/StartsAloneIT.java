package io.commercebackbone.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The service needs its database to start, and nobody else: no order-service, no Kafka. */
class StartsAloneIT {

    private static final PlayedOrderService nobody = PlayedOrderService.start();
    private static final RunningService service = startedAlone();

    private static RunningService startedAlone() {
        nobody.goAway();
        return RunningService.start(
                "starts_alone",
                nobody,
                "spring.kafka.enabled=true",
                "spring.kafka.bootstrap-servers=localhost:1",
                "spring.kafka.admin.properties[default.api.timeout.ms]=1000",
                "spring.kafka.admin.properties[request.timeout.ms]=500");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void answersHealthWithoutAToken() {
        Answer answer = service.anonymous().get("/actuator/health/readiness");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).contains("UP");
    }

    @Test
    void answersNothingElseWithoutAToken() {
        Answer answer = service.anonymous().get("/anything");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("unauthorized");
        assertThat(answer.body().path("traceId").asString()).isNotBlank();
    }

    @Test
    void keepsBalancesAllTheSame() {
        Api user = service.as(UUID.randomUUID());

        user.charge(5);

        assertThat(user.balance()).isEqualByComparingTo("5");
    }
}
