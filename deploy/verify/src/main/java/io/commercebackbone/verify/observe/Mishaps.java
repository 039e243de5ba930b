package io.commercebackbone.verify.observe;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalServer;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.local.Waiting;
import io.commercebackbone.verify.faults.Fault;
import io.commercebackbone.verify.parts.Addresses;
import io.commercebackbone.verify.parts.Disk;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.parts.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

/** Brings about what goes wrong, in a running installation. */
final class Mishaps implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long ANSWER_SECONDS = 20;
    private static final int BACKLOG = 1_500;
    private static final double NEARLY_FULL = 0.9;
    private static final int SECOND = 2;

    private final Installation installation;
    private final Addresses addresses;
    private final ServiceApi operator;
    private final SecondBroker secondBroker;

    Mishaps(Installation installation) {
        this.installation = installation;
        this.addresses = installation.addresses();
        this.operator =
                new ServiceApi(installation.gateway(), LocalIssuer.shared().token(UUID.randomUUID(), "admin"));
        this.secondBroker = new SecondBroker(installation.anotherBroker(SECOND), SECOND, addresses.bootstrapServers());
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Why this machine does not allow it; empty if it does. */
    Optional<String> impossible(Mishap mishap) {
        return mishap == Mishap.DISK_NEARLY_FULL && !installation.disks().containsKey(Part.KAFKA)
                ? Optional.of("needs the right to mount")
                : Optional.empty();
    }

    Fault fault(Mishap mishap) {
        return switch (mishap) {
            case SERVICE_KILLED -> killed(Part.CART);
            case REDIS_KILLED -> killed(Part.REDIS);
            case BROKER_KILLED -> killed(Part.KAFKA);
            case PLATFORM_FAILING ->
                fault(
                        () -> installation.platform().be(Platform.Mode.FAILING),
                        () -> installation.platform().be(Platform.Mode.WELL));
            case PAYMENTS_LOCKED -> HeldSession.ofTable(addresses.payments(), "payments");
            case REFUNDS_LOCKED -> HeldSession.ofTable(addresses.payments(), "refunds");
            case RELAY_LOCKED -> HeldSession.ofRelay(addresses.payments());
            case POISON -> fault(this::poison, this::discard);
            case TOPIC_TOO_SMALL -> fault(this::shrink, this::enlarge);
            case CONSUMER_FROZEN -> fault(this::fallBehind, installation.server(Part.RANKING)::resume);
            case COPIES_KILLED -> secondBroker;
            case DISK_NEARLY_FULL -> disk();
            case RESTORED_TOO_FAR -> fault(this::cancelShipped, () -> {});
        };
    }

    private static Fault fault(Step strike, Step heal) {
        return new Fault() {
            @Override
            public void strike() throws Exception {
                strike.run();
            }

            @Override
            public void heal() throws Exception {
                heal.run();
            }
        };
    }

    private Fault killed(Part part) {
        LocalServer server = installation.server(part);
        return fault(server::kill, server::start);
    }

    private Fault disk() {
        Disk disk = Optional.ofNullable(installation.disks().get(Part.KAFKA)).orElseThrow();
        return fault(() -> disk.fill(NEARLY_FULL), disk::empty);
    }

    private void poison() throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", addresses.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 3; i++) {
                String key = UUID.randomUUID().toString();
                producer.send(new ProducerRecord<>(Topics.ORDER_CREATED, key, "no event"))
                        .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private void discard() {
        for (Part reader : List.of(Part.RANKING, Part.CART)) {
            operator.post("/admin/" + reader.label() + "/dead-letters/discard", """
                            {"topic": "%s", "reason": "put there to see an alert"}\
                            """.formatted(Topics.ORDER_CREATED))
                    .require(200);
        }
    }

    private void shrink() throws Exception {
        alter(new AlterConfigOp(new ConfigEntry("max.message.bytes", "64"), AlterConfigOp.OpType.SET));
    }

    private void enlarge() throws Exception {
        alter(new AlterConfigOp(new ConfigEntry("max.message.bytes", ""), AlterConfigOp.OpType.DELETE));
        operator.post("/admin/order-service/outbox/parked/retry", "{}").require(200);
    }

    private void alter(AlterConfigOp change) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.ORDER_CANCELLED);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Frozen first, so that none of what is published again is read meanwhile. */
    private void fallBehind() {
        installation.server(Part.RANKING).pause();
        Instant now = Instant.now();
        long published = 0;
        while (published < BACKLOG) {
            int events = operator.post(
                            "/admin/order-service/outbox/republish", """
                            {"from": "%s", "to": "%s"}\
                            """.formatted(now.minus(Duration.ofHours(1)), now))
                    .require(200)
                    .body()
                    .path("events")
                    .asInt(0);
            if (events == 0) {
                throw new IllegalStateException("no event could be published again");
            }
            published += events;
        }
    }

    private void cancelShipped() {
        if (!Waiting.until(LIMIT, this::cancelledOne)) {
            throw new IllegalStateException("no shipment left within " + LIMIT);
        }
    }

    private boolean cancelledOne() {
        try (Connection connection = addresses.orders().open();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate("""
                    update orders set status = 'CANCELLED', cancel_reason = 'EXPIRED', refund_due_since = now()
                     where id = (select id from orders where status = 'SHIPPING' limit 1)\
                    """) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        secondBroker.close();
    }
}
