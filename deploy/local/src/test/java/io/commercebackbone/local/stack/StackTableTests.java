package io.commercebackbone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTableTests {

    @Test
    void hasThePublishedNamesAndPorts() {
        assertThat(table(Map.of()).all())
                .extracting(process -> process.name() + " " + process.port())
                .containsExactlyInAnyOrder(
                        "gateway 8080",
                        "order-service 8081",
                        "payment-service 8082",
                        "ranking-service 8083",
                        "cart-service 8084",
                        "dataplatform-service 8085",
                        "data-platform 8090",
                        "issuer 9000",
                        "kafka 9093",
                        "kafka-exporter 9308",
                        "postgres 15432",
                        "redis 16379");
    }

    @Test
    void listsNoProcessBeforeThoseItNeeds() {
        List<String> before = new ArrayList<>();
        for (StackProcess process : table(Map.of()).all()) {
            assertThat(before).containsAll(process.needs());
            before.add(process.name());
        }
    }

    @Test
    void movesAPortAndTellsThoseWhoUseIt() {
        StackTable moved = table(Map.of("STACK_PORT_ORDER_SERVICE", "18081", "STACK_PORT_REDIS", "26379"));

        assertThat(moved.named("order-service").port()).isEqualTo(18081);
        assertThat(moved.named("order-service").program().environment()).containsEntry("SERVER_PORT", "18081");
        assertThat(moved.named("gateway").program().environment())
                .containsEntry("ORDER_SERVICE_URL", "http://localhost:18081")
                .containsEntry("SPRING_DATA_REDIS_PORT", "26379");
    }

    @Test
    void keepsHealthAndMetricsOnPortsOfTheirOwn() {
        StackTable table = table(Map.of("STACK_PORT_CART_SERVICE", "18084"));
        assertThat(table.managementPort("order-service")).isEqualTo(9081);
        assertThat(table.managementPort("cart-service")).isEqualTo(19084);
        assertThat(table.named("order-service").program().environment())
                .containsEntry("MANAGEMENT_SERVER_PORT", "9081");
        assertThat(table.named("order-service").program().ports())
                .containsOnly(Map.entry("order-service", 8081), Map.entry("order-service-management", 9081));
    }

    @Test
    void bindsEveryServiceToLoopback() {
        assertThat(table(Map.of()).all())
                .map(StackProcess::program)
                .filteredOn(ServiceProgram.class::isInstance)
                .hasSize(7)
                .allSatisfy(program -> assertThat(program.environment()).containsEntry("SERVER_ADDRESS", "127.0.0.1"));
    }

    @Test
    void givesTheDataPlatformServiceItsDatabaseAndItsPlatform() {
        assertThat(table(Map.of("STACK_PORT_DATA_PLATFORM", "18090"))
                        .named("dataplatform-service")
                        .program()
                        .environment())
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:15432/dataplatform")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "dataplatform")
                .containsEntry("DATA_PLATFORM_URL", "http://localhost:18090")
                .hasEntrySatisfying(
                        "DATA_PLATFORM_SECRET", secret -> assertThat(secret).hasSizeGreaterThanOrEqualTo(32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "0", "65536", "-1", "80 80"})
    void refusesAPortThatIsNone(String port) {
        assertThatThrownBy(() -> table(Map.of("STACK_PORT_KAFKA", port)))
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("STACK_PORT_KAFKA=" + port);
    }

    @Test
    void namesTheProcessesWhenAskedForAnUnknownOne() {
        assertThatThrownBy(() -> table(Map.of()).named("mysql"))
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("mysql")
                .hasMessageContaining("order-service");
    }

    private static StackTable table(Map<String, String> environment) {
        return new StackTable(new Layout(Path.of("/project")), new StackPorts(environment));
    }
}
