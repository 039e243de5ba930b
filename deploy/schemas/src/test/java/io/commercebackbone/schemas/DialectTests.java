package io.commercebackbone.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schemas are registered under an older dialect than they are published in: it must mean the same. */
class DialectTests {

    /** Keywords that the two dialects read alike. A new one belongs here only if it is in both, with one meaning. */
    private static final Set<String> ALIKE = Set.of(
            "$schema",
            "$id",
            "title",
            "description",
            "type",
            "required",
            "properties",
            "items",
            "format",
            "minItems",
            "minLength",
            "minimum",
            "pattern");

    @Test
    void nothingInTheSchemasDependsOnTheDialect() {
        Set<String> used = new TreeSet<>();
        EventSchema.published().forEach(schema -> collect(JsonMapper.shared().readTree(schema.content()), used));

        assertThat(used).isNotEmpty().isSubsetOf(ALIKE);
    }

    @Test
    void onlyTheDialectDiffersFromWhatWasPublished() {
        assertThat(EventSchema.published()).isNotEmpty().allSatisfy(schema -> {
            Map<String, Object> published = fields(schema.content());
            Map<String, Object> registered = fields(schema.registrable());
            assertThat(registered.remove("$schema")).isEqualTo("http://json-schema.org/draft-07/schema#");
            assertThat(published.remove("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(registered).isEqualTo(published);
        });
    }

    /** Names of properties are no keywords. */
    private static void collect(JsonNode schema, Set<String> keywords) {
        schema.forEachEntry((keyword, value) -> {
            keywords.add(keyword);
            if (keyword.equals("properties")) {
                value.forEach(property -> collect(property, keywords));
            } else if (value.isObject()) {
                collect(value, keywords);
            } else if (value.isArray()) {
                value.forEach(each -> collect(each, keywords));
            }
        });
    }

    @SuppressWarnings("unchecked") // a schema is an object
    private static Map<String, Object> fields(String schema) {
        return JsonMapper.shared().readValue(schema, Map.class);
    }
}
