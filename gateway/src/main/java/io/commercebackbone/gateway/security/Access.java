package io.commercebackbone.gateway.security;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthenticatedReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorityReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Everything but health, and the portal where there is one, asks for a verified token of a user, {@code /admin} for the
 * role {@code admin} as well. Metrics are open on a management port of their own; on the public port they are an
 * administrator's.
 *
 * <p>One look at the path instead of a list of rules: each rule of such a list costs a call some steps of its own.
 */
@Component
final class Access implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final PathPattern ADMINISTRATION = pattern("/admin/**");
    private static final PathPattern PORTAL = pattern("/docs/**");

    private static final ReactiveAuthorizationManager<AuthorizationContext> ANYBODY =
            (authentication, context) -> Mono.just(new AuthorizationDecision(true));

    private final ReactiveAuthorizationManager<AuthorizationContext> user =
            AuthenticatedReactiveAuthorizationManager.authenticated();
    private final ReactiveAuthorizationManager<AuthorizationContext> administrator =
            AuthorityReactiveAuthorizationManager.hasRole("admin");

    private final ServerWebExchangeMatcher health = EndpointRequest.to("health");
    private final ServerWebExchangeMatcher endpoints = EndpointRequest.toAnyEndpoint();
    private final PathPattern management;
    private final boolean managedElsewhere;
    private final boolean portal;

    Access(Environment environment, WebEndpointProperties properties) {
        management = pattern(properties.getBasePath() + "/**");
        managedElsewhere = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        portal = environment.getProperty("gateway.portal.enabled", Boolean.class, false);
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        PathContainer path = path(context);
        if (management.matches(path)) {
            return toManage(context.getExchange()).flatMap(it -> it.authorize(authentication, context));
        }
        return toCall(path, context.getExchange().getRequest()).authorize(authentication, context);
    }

    private ReactiveAuthorizationManager<AuthorizationContext> toCall(PathContainer path, ServerHttpRequest request) {
        if (ADMINISTRATION.matches(path)) {
            return administrator;
        }
        return portal && request.getMethod().equals(HttpMethod.GET) && PORTAL.matches(path) ? ANYBODY : user;
    }

    private Mono<ReactiveAuthorizationManager<AuthorizationContext>> toManage(ServerWebExchange exchange) {
        ReactiveAuthorizationManager<AuthorizationContext> others = managedElsewhere ? ANYBODY : administrator;
        return health.matches(exchange)
                .filter(MatchResult::isMatch)
                .map(it -> ANYBODY)
                .switchIfEmpty(endpoints.matches(exchange).map(it -> it.isMatch() ? others : user));
    }

    private static PathContainer path(AuthorizationContext context) {
        return context.getExchange().getRequest().getPath().pathWithinApplication();
    }

    private static PathPattern pattern(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }
}
