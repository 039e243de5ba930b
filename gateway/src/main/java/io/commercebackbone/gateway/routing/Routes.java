package io.commercebackbone.gateway.routing;

import java.net.URI;
import java.time.Duration;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The whole public interface, by path prefix. What is not listed does not exist; {@code /internal} is not listed, so
 * what services say among themselves cannot be reached from outside.
 */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    RouteLocator publicInterface(RouteLocatorBuilder builder, Upstreams upstreams, Timeouts timeouts) {
        return builder.routes()
                .route(
                        "order-service",
                        it -> to(
                                upstreams.orderService(),
                                timeouts.orderService(),
                                it,
                                "/products/**",
                                "/orders/**",
                                "/coupons/**",
                                "/admin/products/**",
                                "/admin/coupons/**",
                                "/admin/order-service/**"))
                .route(
                        "payment-service",
                        it -> to(
                                upstreams.paymentService(),
                                timeouts.paymentService(),
                                it,
                                "/payments/**",
                                "/balances/**",
                                "/shipments/**",
                                "/admin/shipments/**",
                                "/admin/payment-service/**"))
                .route(
                        "ranking-service",
                        it -> to(
                                upstreams.rankingService(),
                                timeouts.rankingService(),
                                it,
                                "/rankings/**",
                                "/admin/ranking-service/**"))
                .route(
                        "cart-service",
                        it -> to(
                                upstreams.cartService(),
                                timeouts.cartService(),
                                it,
                                "/carts/**",
                                "/admin/cart-service/**"))
                .route(
                        "dataplatform-service",
                        it -> to(
                                upstreams.dataplatformService(),
                                timeouts.dataplatformService(),
                                it,
                                "/admin/dataplatform-service/**"))
                .build();
    }

    private static Buildable<Route> to(URI service, Duration timeout, PredicateSpec route, String... paths) {
        return route.path(paths)
                .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, timeout.toMillis())
                .uri(service);
    }
}
