package io.commercebackbone.messaging.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SchemaPropertiesTests {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SchemaAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(Clock.class, Clock::systemUTC);

    @Test
    void nothingIsCheckedUnlessAskedFor() {
        service.run(context -> assertThat(context.getBean(SchemaCheck.class)).isSameAs(SchemaCheck.NONE));
        service.withPropertyValues("backbone.schemas.registry=http://localhost:1")
                .run(context -> assertThat(context.getBean(SchemaCheck.class)).isSameAs(SchemaCheck.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "enforce"})
    void whoeverChecksSaysWhereTheRegistryIs(String validation) {
        ApplicationContextRunner checking = service.withPropertyValues("backbone.schemas.validation=" + validation);
        checking.run(context -> assertThat(context).hasFailed());
        checking.withPropertyValues("backbone.schemas.registry=localhost:8091")
                .run(context -> assertThat(context).hasFailed());
        checking.withPropertyValues("backbone.schemas.registry=http://localhost:8091")
                .run(context -> assertThat(context).hasSingleBean(RegisteredSchemaCheck.class));
    }
}
