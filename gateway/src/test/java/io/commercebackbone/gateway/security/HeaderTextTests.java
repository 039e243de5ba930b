package io.commercebackbone.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/** The rules that stand in for the framework's regular expressions say the same, character by character. */
class HeaderTextTests {

    @Test
    void namesAndValuesAreTakenAsTheFrameworkTakesThem() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String text = "a" + c + "b";
            assertThat(SecurityConfiguration.isText(text, false))
                    .as("U+%04X in a name", (int) c)
                    .isEqualTo(StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES.test(text));
            assertThat(SecurityConfiguration.isText(text, true))
                    .as("U+%04X in a value", (int) c)
                    .isEqualTo(StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES.test(text));
        }
    }
}
