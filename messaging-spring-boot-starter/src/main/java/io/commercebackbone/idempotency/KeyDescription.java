package io.commercebackbone.idempotency;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/** Tells in the API's description which calls take a key. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({Operation.class, OperationCustomizer.class})
class KeyDescription {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(IdempotentCall.class);
    }

    @Bean
    OperationCustomizer idempotencyKeyHeader() {
        return (operation, handler) -> takesAKey(handler) ? operation.addParametersItem(header()) : operation;
    }

    private static boolean takesAKey(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == IdempotentCall.class);
    }

    private static HeaderParameter header() {
        HeaderParameter header = new HeaderParameter();
        header.name(KeyForm.HEADER)
                .required(false)
                .description("The same key with the same payload is answered the same for 24 hours, byte for byte")
                .schema(new StringSchema().minLength(1).maxLength(200));
        return header;
    }
}
