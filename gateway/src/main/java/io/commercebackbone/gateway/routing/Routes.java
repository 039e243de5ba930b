package io.commercebackbone.gateway.routing;

import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The whole public interface, by path prefix. What is not listed does not exist; {@code /internal} is not listed, so
 * what services say among themselves cannot be reached from outside.
 */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    RouteLocator publicInterface(RouteLocatorBuilder builder, Upstreams upstreams) {
        return builder.routes()
                .route(
                        "order-service",
                        it -> it.path(
                                        "/products/**",
                                        "/orders/**",
                                        "/coupons/**",
                                        "/admin/products/**",
                                        "/admin/coupons/**",
                                        "/admin/order-service/**")
                                .uri(upstreams.orderService()))
                .route(
                        "payment-service",
                        it -> it.path(
                                        "/payments/**",
                                        "/balances/**",
                                        "/shipments/**",
                                        "/admin/shipments/**",
                                        "/admin/payment-service/**")
                                .uri(upstreams.paymentService()))
                .route(
                        "ranking-service",
                        it -> it.path("/rankings/**", "/admin/ranking-service/**")
                                .uri(upstreams.rankingService()))
                .route(
                        "cart-service",
                        it -> it.path("/carts/**", "/admin/cart-service/**").uri(upstreams.cartService()))
                .route(
                        "dataplatform-service",
                        it -> it.path("/admin/dataplatform-service/**").uri(upstreams.dataplatformService()))
                .build();
    }
}
