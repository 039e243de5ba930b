package io.commercebackbone.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreaksTests {

    @Test
    void whatIsTheSameBreaksNothing() {
        assertThat(breaksOf(Shop.complete())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // an operation, by its path and by its method
                "\"/things\": {       | \"/stuff\": {            | POST /things: is gone",
                "\"get\": {           | \"head\": {              | GET /things/{id}: is gone",
                // what is answered
                "\"size\": {\"type\": \"integer\", \"format\": \"int32\"},| `` | GET /things/{id}, 200: without [size]",
                "\"size\": {\"type\": \"integer\", \"format\": \"int32\"} | \"size\": {\"type\": \"string\"} | GET /things/{id}, 200, size: has another type",
                "\"201\":             | \"200\":                 | POST /things: no answer 201",
                // what is asked for
                "\"required\": [\"name\"] | \"required\": [\"name\", \"colour\"] | POST /things: required has more [colour] and lacks []",
                "\"name\": {\"type\": \"string\", \"maxLength\": 10} | \"name\": {\"type\": \"integer\"} | POST /things, name: has another type",
                "\"maxLength\": 10    | \"maxLength\": 9         | POST /things, name: maxlength changed",
                "\"name\": \"loud\", \"in\": \"query\" | \"name\": \"quiet\", \"in\": \"query\" | POST /things: without parameter loud",
                "\"in\": \"query\",   | \"in\": \"query\", \"required\": true, | POST /things, parameter loud: parameter changed"
            })
    void aPlantedBreakIsFoundAndNamed(String text, String instead, String found) {
        assertThat(breaksOf(Shop.with(text, instead))).contains(found);
    }

    @Test
    void aRequestMayNotTakeLessValues() {
        Description narrower = Shop.with("""
                "colour": {"type": "string", "enum": ["RED", "BLUE"]}}},
                """.strip(), """
                "colour": {"type": "string", "enum": ["RED"]}}},
                """.strip());

        assertThat(breaksOf(narrower)).containsExactly("POST /things, colour: enum has more [] and lacks [BLUE]");
    }

    @Test
    void whatIsAddedBreaksNothing() {
        assertThat(breaksOf(Shop.with("\"owner\": {", "\"weight\": {\"type\": \"integer\"}, \"owner\": {")))
                .isEmpty();
        assertThat(breaksOf(Shop.with(
                        "\"name\": {\"type\": \"string\", \"max",
                        "\"weight\": {\"type\": \"integer\"}, \"name\": {\"type\": \"string\", \"max")))
                .isEmpty();
        assertThat(breaksOf(Shop.with("\"maxLength\": 10", "\"maxLength\": 11")))
                .isEmpty();
    }

    @Test
    void anotherVersionSaysThatClientsBreak() {
        Description next = Shop.with("\"version\": \"1\"", "\"version\": \"2\"");

        assertThat(Breaks.unlessSaid(Shop.complete(), next)).isEmpty();
        assertThat(Breaks.unlessSaid(Shop.complete(), Shop.with("\"/things\": {", "\"/stuff\": {")))
                .isNotEmpty();
    }

    private static List<String> breaksOf(Description later) {
        return Breaks.between(Shop.complete(), later);
    }
}
