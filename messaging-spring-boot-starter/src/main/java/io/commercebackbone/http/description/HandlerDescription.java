package io.commercebackbone.http.description;

import io.commercebackbone.http.CurrentUser;
import io.swagger.v3.oas.models.Operation;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/** What a handler method says of its operation. */
final class HandlerDescription implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        operation.setOperationId(id(handler));
        if (Arrays.stream(handler.getMethodParameters()).anyMatch(it -> it.getParameterType() == CurrentUser.class)) {
            operation.addExtension(DescribedCall.USERS_ONLY, true);
        }
        AnnotatedElementUtils.findMergedRepeatableAnnotations(handler.getMethod(), Refuses.class)
                .forEach(refusal -> ProblemAnswers.add(operation.getResponses(), DescribedProblem.of(refusal)));
        return operation;
    }

    /** {@code orderPlace}: the same whatever other operations there are. */
    private static String id(HandlerMethod handler) {
        String controller = handler.getBeanType().getSimpleName().replace("Controller", "");
        return StringUtils.uncapitalize(controller)
                + StringUtils.capitalize(handler.getMethod().getName());
    }
}
