package io.commercebackbone.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class EventLineTests {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    /** Boot keeps a format that was set for as long as the JVM runs. */
    @AfterEach
    void forgetTheFormat() {
        System.clearProperty(LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName());
    }

    @Test
    void saysItsFieldsInTheText(CapturedOutput output) {
        try (ConfigurableApplicationContext context = started()) {
            write();

            assertThat(context.isActive()).isTrue();
            assertThat(output)
                    .contains(
                            "Kafka Producer - message sent: topic=things, partition=1, offset=42, eventId=e1, traceId="
                                    + TRACE + System.lineSeparator());
        }
    }

    @Test
    void keepsItsFieldsApartWhereLogsAreStructured(CapturedOutput output) {
        try (ConfigurableApplicationContext context = started("--logging.structured.format.console=ecs")) {
            write();

            JsonNode line = line(output, "Kafka Producer - message sent");
            assertThat(context.isActive()).isTrue();
            assertThat(line.path("topic").asString()).isEqualTo("things");
            assertThat(line.path("partition").asInt()).isEqualTo(1);
            assertThat(line.path("offset").asInt()).isEqualTo(42);
            assertThat(line.path("eventId").asString()).isEqualTo("e1");
            assertThat(line.path("traceId").asString()).isEqualTo(TRACE);
            assertThat(line.path("service.name").asString()).isEqualTo("thing-service");
            assertThat(line.path("log.level").asString()).isEqualTo("INFO");
            assertThat(line.path("@timestamp").asString()).isNotBlank();
        }
    }

    /** A request's lines have it from its context, under the same name. */
    @Test
    void namesTheTraceOfARequestAlike(CapturedOutput output) {
        try (ConfigurableApplicationContext context = started("--logging.structured.format.console=ecs");
                MDC.MDCCloseable trace = MDC.putCloseable("traceId", TRACE)) {
            LoggerFactory.getLogger(EventLineTests.class).info("Thing changed");

            assertThat(context.isActive()).isTrue();
            assertThat(trace).isNotNull();
            assertThat(line(output, "Thing changed").path("traceId").asString()).isEqualTo(TRACE);
        }
    }

    @Test
    void leavesOutWhatIsNotKnown(CapturedOutput output) {
        try (ConfigurableApplicationContext context = started()) {
            Headers strange = new RecordHeaders().add("traceparent", "x".getBytes(StandardCharsets.UTF_8));
            EventLine.warn(LoggerFactory.getLogger(EventLineTests.class), "Thing came")
                    .with("key", null)
                    .of(strange)
                    .write();

            assertThat(context.isActive()).isTrue();
            assertThat(output).contains("Thing came" + System.lineSeparator());
        }
    }

    @Test
    void looksAtNothingWhereItsLevelIsOff(CapturedOutput output) {
        Object untouched = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("looked at");
            }
        };
        try (ConfigurableApplicationContext context = started("--logging.level.root=warn")) {
            EventLine.info(LoggerFactory.getLogger(EventLineTests.class), "Thing passed")
                    .with("key", untouched)
                    .write();

            assertThat(context.isActive()).isTrue();
            assertThat(output).doesNotContain("Thing passed");
        }
    }

    private static void write() {
        Headers headers = new RecordHeaders();
        Map.of("ce_id", "e1", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        EventLine.info(LoggerFactory.getLogger(EventLineTests.class), "Kafka Producer - message sent")
                .with("topic", "things")
                .with("partition", 1)
                .with("offset", 42L)
                .of(headers)
                .write();
    }

    private static ConfigurableApplicationContext started(String... settings) {
        List<String> all = new ArrayList<>(List.of("--spring.application.name=thing-service"));
        all.addAll(List.of(settings));
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run(all.toArray(String[]::new));
    }

    private static JsonNode line(CapturedOutput output, String message) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith("{") && line.contains(message))
                .map(line -> new JsonMapper().readTree(line))
                .findFirst()
                .orElseThrow();
    }
}
