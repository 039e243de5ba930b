package io.commercebackbone.gateway.routing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamsTests {

    private static final URI GOOD = URI.create("http://order-service:8081");

    @Test
    void acceptsOrigins() {
        assertThatCode(() -> with(URI.create("https://cart.example"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service:8081", "http://order-service:8081/base", "ftp://order-service", "localhost"})
    void refusesWhatIsNoAddressOfAService(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(URI.create(address)))
                .withMessageContaining("http://host:port");
    }

    private static Upstreams with(URI cart) {
        return new Upstreams(GOOD, GOOD, GOOD, cart, GOOD);
    }
}
