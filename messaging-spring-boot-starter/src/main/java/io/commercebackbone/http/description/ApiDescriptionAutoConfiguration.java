package io.commercebackbone.http.description;

import io.commercebackbone.http.CurrentUser;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The API's description at {@code /v3/api-docs}, where springdoc is there to write it. */
@AutoConfiguration
@ConditionalOnClass({OpenAPI.class, SpringDocUtils.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(ApiProperties.class)
public class ApiDescriptionAutoConfiguration {

    private static final String BEARER = "bearer";

    private static final String BEARER_RULES = """
            Of the configured issuer, and verified as RFC8725 asks: signature by an accepted algorithm, issuer, audience \
            and lifetime.""";

    /** What no service answers, and clients may get all the same. */
    private static final String GATEWAY = """
            . Calls through the gateway may also be answered 408 `request-timeout`, 413 `content-too-large`, 429 \
            `too-many-requests` with Retry-After, 431 `request-header-fields-too-large` and 504 `upstream-timeout`.""";

    static {
        // comes from the token, not from the caller's parameters
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentUser.class);
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI apiDescription(ApiProperties properties) {
        SecurityScheme bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(BEARER)
                .bearerFormat("JWT")
                .description(BEARER_RULES);
        return new OpenAPI()
                .info(new Info()
                        .title(properties.title())
                        .version(properties.version())
                        .description(properties.description() + GATEWAY))
                .components(new Components().addSecuritySchemes(BEARER, bearer))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OperationCustomizer handlerDescription() {
        return new HandlerDescription();
    }

    @Bean
    OpenApiCustomizer commonDescription() {
        return new CommonDescription();
    }

    /** Registered first, that is asked last: springdoc's own converters unwrap what it is to see. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver recordSchemas(ObjectMapperProvider mappers) {
        return new RecordSchemas(mappers.jsonMapper());
    }
}
