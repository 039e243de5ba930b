package io.commercebackbone.gateway.routing;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services are. Each is scheme, host and port, without a path: paths reach the services as the client sent them.
 *
 * @param orderService products, orders, coupons
 * @param paymentService balances, payments, shipments
 * @param rankingService rankings
 * @param cartService carts
 * @param dataplatformService has operators' calls only
 */
@Validated
@ConfigurationProperties("gateway.upstreams")
record Upstreams(
        @DefaultValue("http://localhost:8081") @NotNull URI orderService,
        @DefaultValue("http://localhost:8082") @NotNull URI paymentService,
        @DefaultValue("http://localhost:8083") @NotNull URI rankingService,
        @DefaultValue("http://localhost:8084") @NotNull URI cartService,
        @DefaultValue("http://localhost:8085") @NotNull URI dataplatformService) {

    Upstreams {
        Stream.of(orderService, paymentService, rankingService, cartService, dataplatformService)
                .forEach(Upstreams::requireOrigin);
    }

    private static void requireOrigin(URI uri) {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || !uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + uri + "' is no address of a service: it takes the form http://host:port");
        }
    }
}
