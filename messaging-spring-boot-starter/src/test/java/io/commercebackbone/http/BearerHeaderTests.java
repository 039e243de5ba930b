package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class BearerHeaderTests {

    @Test
    void takesTheTokenHoweverTheSchemeIsWritten() {
        assertThat(resolved("Bearer a.b.c")).isEqualTo("a.b.c");
        assertThat(resolved("bearer  a.b.c ")).isEqualTo("a.b.c");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer   ", "Basic a.b.c", "a.b.c", "Bearera.b.c"})
    void seesNoTokenInAnythingElse(@Nullable String header) {
        assertThat(resolved(header)).isNull();
    }

    @Test
    void takesNoTokenFromTheQuery() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addParameter("access_token", "a.b.c");

        assertThat(new BearerHeader().resolve(request)).isNull();
    }

    private static @Nullable String resolved(@Nullable String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (header != null) {
            request.addHeader("Authorization", header);
        }
        return new BearerHeader().resolve(request);
    }
}
