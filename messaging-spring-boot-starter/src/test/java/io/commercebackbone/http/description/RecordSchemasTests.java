package io.commercebackbone.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverterContextImpl;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSchemasTests {

    private final Map<String, Schema<?>> schemas = schemas(Basket.class);

    record Basket(
            List<Item> items,
            @Nullable UUID voucher,
            @Nullable Colour colour,
            @Pattern(regexp = "\\P{Cntrl}*") String note) {

        record Item(int quantity) {}
    }

    enum Colour {
        RED
    }

    @Test
    void recordsWithinOthersHaveNamesOfTheirOwn() {
        assertThat(schemas).containsOnlyKeys("RecordSchemasTestsBasket", "RecordSchemasTestsBasketItem");
    }

    @Test
    void whatMayBeNullIsSaidToBeSo() {
        assertThat(property("voucher").getNullable()).isTrue();
        assertThat(property("note").getNullable()).isNull();
    }

    @Test
    void nullIsOneOfTheValuesOfWhatMayBeNull() {
        assertThat(property("colour").getEnum()).hasSize(2).anyMatch(Objects::isNull);
    }

    @Test
    void patternsAreWrittenAsClientsReadThem() {
        assertThat(property("note").getPattern()).isEqualTo("^[^\\x00-\\x1F\\x7F]*$");
    }

    private Schema<?> property(String name) {
        Schema<?> basket = Objects.requireNonNull(schemas.get("RecordSchemasTestsBasket"));
        return Objects.requireNonNull(basket.getProperties().get(name));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, Schema<?>> schemas(Class<?> type) {
        ModelConverterContextImpl context = new ModelConverterContextImpl(new RecordSchemas(Json.mapper()));
        context.resolve(new AnnotatedType(type));
        return (Map) context.getDefinedModels();
    }
}
