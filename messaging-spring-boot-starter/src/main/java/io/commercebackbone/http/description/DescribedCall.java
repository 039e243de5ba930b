package io.commercebackbone.http.description;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Objects;

/** An operation at its path. */
record DescribedCall(String path, Operation operation) {

    static final String USERS_ONLY = "x-users-only";

    private static final String ADMIN = "/admin/";
    private static final String INTERNAL = "/internal/";

    boolean hasBody() {
        return operation.getRequestBody() != null;
    }

    boolean hasInput() {
        return hasBody() || !parameters().isEmpty();
    }

    boolean takesKey() {
        return parameters().stream().anyMatch(it -> "Idempotency-Key".equals(it.getName()));
    }

    boolean answersJson() {
        return operation.getResponses().entrySet().stream()
                .anyMatch(it -> it.getKey().startsWith("2") && it.getValue().getContent() != null);
    }

    /** Whether a valid token may not be enough. */
    boolean isForSome() {
        return path.startsWith(ADMIN)
                || path.startsWith(INTERNAL)
                || (operation.getExtensions() != null
                        && operation.getExtensions().containsKey(USERS_ONLY));
    }

    /** Who calls it: operators, other services, or whoever is interested in {@code orders}. */
    String tag() {
        if (path.startsWith(ADMIN)) {
            return CommonDescription.OPERATORS;
        }
        return path.startsWith(INTERNAL) ? CommonDescription.INTERNAL : path.split("/", 3)[1];
    }

    List<Parameter> parameters() {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }
}
