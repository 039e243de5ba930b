package io.commercebackbone.gateway.routing;

import io.commercebackbone.gateway.portal.PublicDescription;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** Where there is a portal: what each service says of itself, as far as it is for everybody. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("gateway.portal.enabled")
class DescriptionRoutes {

    private final Timeouts timeouts;
    private final PublicDescription description;

    DescriptionRoutes(Timeouts timeouts, PublicDescription description) {
        this.timeouts = timeouts;
        this.description = description;
    }

    @Bean
    RouteLocator descriptions(RouteLocatorBuilder builder, Upstreams upstreams) {
        return builder.routes()
                .route("order-service-description", it -> of("order-service", upstreams.orderService(), it))
                .route("payment-service-description", it -> of("payment-service", upstreams.paymentService(), it))
                .route("ranking-service-description", it -> of("ranking-service", upstreams.rankingService(), it))
                .route("cart-service-description", it -> of("cart-service", upstreams.cartService(), it))
                .route(
                        "dataplatform-service-description",
                        it -> of("dataplatform-service", upstreams.dataplatformService(), it))
                .build();
    }

    /** A service writes it when it is first asked, which takes its time. */
    private Buildable<Route> of(String service, URI upstream, PredicateSpec route) {
        Duration patience = timeouts.orderService();
        return route.method(HttpMethod.GET)
                .and()
                .path("/docs/openapi/" + service)
                .filters(it -> it.setPath("/v3/api-docs")
                        .modifyResponseBody(
                                String.class,
                                String.class,
                                (exchange, body) -> Mono.justOrEmpty(body).map(description::of)))
                .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, patience.toMillis())
                .uri(upstream);
    }
}
