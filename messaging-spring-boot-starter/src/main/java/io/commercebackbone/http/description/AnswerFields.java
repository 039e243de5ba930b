package io.commercebackbone.http.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of what services answer: all of them are always there, null where that is said. */
final class AnswerFields {

    private static final String SCHEMAS = "#/components/schemas/";

    private final OpenAPI api;
    private final Map<String, Schema<?>> schemas;
    private final Set<String> seen = new HashSet<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    AnswerFields(OpenAPI api) {
        this.api = api;
        this.schemas = (Map) Objects.requireNonNullElse(api.getComponents().getSchemas(), Map.of());
    }

    /** Says so, which makes the removal of one a break. */
    void areAlwaysThere() {
        api.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .flatMap(AnswerFields::answers)
                .map(MediaType::getSchema)
                .forEach(this::visit);
    }

    private static Stream<MediaType> answers(Operation operation) {
        return operation.getResponses().entrySet().stream()
                .filter(it -> it.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .map(ApiResponse::getContent)
                .filter(Objects::nonNull)
                .map(Content::values)
                .flatMap(it -> it.stream());
    }

    private void visit(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(SCHEMAS.length());
            if (seen.add(name)) {
                visit(schemas.get(name));
            }
            return;
        }
        visit(schema.getItems());
        if (schema.getProperties() != null) {
            List<String> names = new ArrayList<>(schema.getProperties().keySet());
            schema.setRequired(names);
            schema.getProperties().values().forEach(this::visit);
        }
    }
}
