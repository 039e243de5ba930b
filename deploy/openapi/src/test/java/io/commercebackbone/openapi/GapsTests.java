package io.commercebackbone.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapsTests {

    @Test
    void aCompleteDescriptionHasNone() {
        assertThat(Gaps.of(Shop.complete())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"summary\": \"Makes a thing\",         | ``                 | POST /things: no summary",
                "\"tags\": [\"things\"], \"operationId\": \"thingMake\" | \"operationId\": \"thingMake\" | POST /things: no tag",
                "\"description\": \"How\",               | ``                 | POST /things: parameter loud without description",
                "\"examples\": {\"Thing\": {\"$ref\": \"#/components/examples/Thing\"}}  | \"examples\": {} | GET /things/{id}, 200: no example of application/json",
                "\"example\": {\"name\": \"Kettle\", \"colour\": \"RED\"} | \"example2\": 1 | POST /things, request: no example of application/json",
                "\"404\":                                | \"204\":           | GET /things/{id}: no error answer",
                "\"201\":                                | \"404\":           | POST /things: no success answer",
                "\"openapi\": \"3.0.1\"                  | \"openapi\": \"3.1.0\" | openapi: it is not version 3.0, which is what the comparison with the last release understands"
            })
    void aPlantedGapIsFoundAndNamed(String text, String instead, String found) {
        assertThat(Gaps.of(Shop.with(text, instead))).contains(found);
    }

    @Test
    void anExampleIsWhatItsSchemaSays() {
        assertThat(Gaps.of(Shop.with("\"size\": 3", "\"size\": \"large\"")))
                .hasSize(2)
                .allMatch(it -> it.contains("the example is not what its schema says"));
        assertThat(Gaps.of(Shop.with("\"size\": 3, ", ""))).hasSize(2);
    }
}
