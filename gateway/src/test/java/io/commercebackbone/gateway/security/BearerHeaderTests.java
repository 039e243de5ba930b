package io.commercebackbone.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerHeaderTests {

    @Test
    void takesTheTokenHoweverTheSchemeIsWritten() {
        assertThat(BearerHeader.token("Bearer a.b.c")).isEqualTo("a.b.c");
        assertThat(BearerHeader.token("bearer  a.b.c ")).isEqualTo("a.b.c");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer   ", "Basic a.b.c", "a.b.c", "Bearera.b.c"})
    void seesNoTokenInAnythingElse(String header) {
        assertThat(BearerHeader.token(header)).isNull();
    }
}
