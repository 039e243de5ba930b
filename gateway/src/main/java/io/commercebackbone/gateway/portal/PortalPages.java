package io.commercebackbone.gateway.portal;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The portal's pages. What of Swagger UI is served is listed; the descriptions are routes to the services. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("gateway.portal.enabled")
class PortalPages {

    private static final Set<String> SWAGGER_UI = Set.of(
            "swagger-ui.css",
            "swagger-ui-bundle.js",
            "swagger-ui-standalone-preset.js",
            "favicon-32x32.png",
            "oauth2-redirect.html",
            "oauth2-redirect.js");

    private static final String CSP = "Content-Security-Policy";

    private final PortalProperties portal;
    private final String policy;
    private final Resource swaggerUi;

    PortalPages(PortalProperties portal) throws IOException {
        this.portal = portal;
        this.policy = policy(portal.issuerOrigin());
        Resource[] found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/swagger-ui.css");
        this.swaggerUi = found[0];
    }

    /** Nothing but files of ours runs or is shown; Swagger UI draws its icons from data. */
    private static String policy(String issuer) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                ("connect-src 'self' " + issuer).strip(),
                "form-action 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    @Bean
    RouterFunction<ServerResponse> developersPages() {
        String events = EventsPage.html();
        return RouterFunctions.route()
                .GET("/docs", request -> own("index.html"))
                .GET("/docs/settings", request -> answer().bodyValue(settings()))
                .GET(
                        "/docs/events",
                        request -> answer().contentType(MediaType.TEXT_HTML).bodyValue(events))
                .GET("/docs/portal.js", request -> own("portal.js"))
                .GET("/docs/portal.css", request -> own("portal.css"))
                .GET("/docs/ui/{file}", this::swaggerUi)
                .GET(
                        "/docs/asyncapi/asyncapi.yaml",
                        request -> answer().contentType(MediaType.APPLICATION_YAML)
                                .bodyValue(EventsPage.resource(EventsPage.DOCUMENT)))
                .GET("/docs/asyncapi/schemas/{topic:[a-z-]+}/{version:[0-9]+}.json", this::schema)
                .build();
    }

    private Map<String, Object> settings() {
        return Map.of(
                "clientId", portal.clientId(),
                "login", portal.tokenUrl() != null,
                "anyUser", portal.anyUser());
    }

    private Mono<ServerResponse> own(String file) {
        return file(new ClassPathResource("portal/" + file));
    }

    private Mono<ServerResponse> schema(ServerRequest request) {
        return file(new ClassPathResource(
                "schemas/" + request.pathVariable("topic") + "/" + request.pathVariable("version") + ".json"));
    }

    private Mono<ServerResponse> swaggerUi(ServerRequest request) {
        String file = request.pathVariable("file");
        if (!SWAGGER_UI.contains(file)) {
            return notFound();
        }
        try {
            return file(swaggerUi.createRelative(file));
        } catch (IOException e) {
            return Mono.error(e);
        }
    }

    private Mono<ServerResponse> file(Resource file) {
        return file.exists()
                ? answer().contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                        .bodyValue(file)
                : notFound();
    }

    private static Mono<ServerResponse> notFound() {
        return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ServerResponse.BodyBuilder answer() {
        return ServerResponse.ok().header(CSP, policy);
    }
}
