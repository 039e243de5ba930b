package io.commercebackbone.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.RunningApplication;
import io.commercebackbone.local.ServiceApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Where a service names traces beside its numbers. Debian's Prometheus (2.42) takes exemplars of buckets and counters, and
 * refuses the whole answer for one beside anything else.
 */
class ExemplarsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** What that Prometheus asks with. */
    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private static final Pattern EXEMPLAR = Pattern.compile("^([a-z0-9_]+)[{ ].* # \\{.*trace_id=\"[0-9a-f]{32}\".*");

    private static final RunningApplication service = RunningApplication.start(
            CartServiceApplication.class,
            RunningService.settings().with("management.server.port=0", "management.tracing.sampling.probability=1.0"));

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void standBesideBucketsAndNowhereElse() {
        UUID user = UUID.randomUUID();
        UUID product = UUID.randomUUID();
        ServiceApi cart = new ServiceApi(service.url(), LocalIssuer.shared().token(user));
        String path = "/carts/me/items/" + product;
        await().atMost(SOON).until(() -> cart.get("/carts/me").status() == 200);
        cart.send("PUT", path, "{\"quantity\":1}").require(200);
        RunningService.BROKER.send(OrderEvents.with(
                OrderEvents.ordered(user, Instant.now(), product),
                EventHeaders.TRACE_PARENT,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        RunningService.BROKER.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(withExemplar()).contains("http_server_requests_seconds_bucket"));
        assertThat(withExemplar()).allMatch(name -> name.endsWith("_bucket"));
    }

    /** The names of the samples that name a trace. */
    private static List<String> withExemplar() {
        String text = new ServiceApi(service.managementUrl(), null)
                .send("GET", "/actuator/prometheus", null, Map.of("Accept", ACCEPT))
                .require(200)
                .text();
        assertThat(text).endsWith("# EOF\n");
        return text.lines()
                .map(EXEMPLAR::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(1))
                .distinct()
                .toList();
    }
}
