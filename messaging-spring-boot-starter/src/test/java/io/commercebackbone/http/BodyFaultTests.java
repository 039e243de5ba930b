package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BodyFaultTests {

    private static final JsonMapper JSON =
            JsonMapper.builder().addHandler(new MisspeltFields()).build();

    record Item(int count, @Nullable Integer unitPrice) {}

    record Things(List<Item> items) {}

    @Test
    void namesTheFieldThatHasAnotherType() {
        assertThat(faultOf("{\"items\":[{\"count\":1},{\"count\":\"many\"}]}"))
                .containsEntry("field", "items[1].count")
                .containsEntry("message", "has another type than expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit_price", "unitprice", "UnitPrice", "unit-price"})
    void namesTheFieldThatIsWrittenOtherwise(String name) {
        assertThat(faultOf("{\"items\":[{\"count\":1,\"%s\":1}]}".formatted(name)))
                .containsEntry("field", "items[0]." + name);
    }

    @Test
    void aFieldThatIsNothingLikeAKnownOneIsIgnored() {
        assertThat(JSON.readValue("{\"items\":[{\"count\":1,\"price\":1}],\"since\":7}", Things.class)
                        .items())
                .hasSize(1);
    }

    @Test
    void whatIsNoJsonHasNoField() {
        assertThat(BodyFault.of(catchThrowable(() -> JSON.readValue("{", Things.class))))
                .isEmpty();
    }

    private static Map<String, String> faultOf(String body) {
        return BodyFault.of(new IllegalStateException(catchThrowable(() -> JSON.readValue(body, Things.class))))
                .orElseThrow();
    }
}
