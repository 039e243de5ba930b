package io.commercebackbone.http.description;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Adds to each operation what it has in common with others, and to bodies the examples of their types. */
final class CommonDescription implements OpenApiCustomizer {

    static final String OPERATORS = "operators";
    static final String INTERNAL = "internal";

    private static final String LOCATION = "Location";
    private static final String ANY = "*/*";
    private static final String JSON = "application/json";
    private static final String SCHEMAS = "#/components/schemas/";

    private static final Map<String, String> TAGS = Map.of(
            OPERATORS, "For operators: the token needs the role admin",
            INTERNAL,
                    "For other services, not for clients: the token needs the scope internal, and the gateway has no way to it");

    /** Parameters that mean the same everywhere. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "limit", "How many items at most",
            "after", "Where to go on: next of the page before");

    @Override
    public void customise(OpenAPI api) {
        Components components = Objects.requireNonNull(api.getComponents());
        Map<String, Object> examples = BodyExamples.read();
        ProblemAnswers.show(components);
        components.addHeaders(
                LOCATION, new Header().description("Where it is").schema(new StringSchema().format("uri-reference")));
        TreeSet<String> tags = new TreeSet<>();
        api.getPaths()
                .forEach((path, item) -> calls(path, item).forEach(call -> {
                    describe(call, components, examples);
                    tags.add(call.tag());
                }));
        api.setTags(tags.stream()
                .map(it -> new Tag().name(it).description(TAGS.get(it)))
                .toList());
        new AnswerFields(api).areAlwaysThere();
    }

    private static List<DescribedCall> calls(String path, PathItem item) {
        return item.readOperations().stream()
                .map(operation -> new DescribedCall(path, operation))
                .toList();
    }

    private static void describe(DescribedCall call, Components components, Map<String, Object> examples) {
        call.operation().setTags(List.of(call.tag()));
        call.parameters().forEach(parameter -> describe(parameter, call.path()));
        if (call.operation().getRequestBody() != null) {
            body(call.operation().getRequestBody().getContent(), components, examples);
        }
        call.operation().getResponses().values().forEach(answer -> body(answer.getContent(), components, examples));
        ApiResponse created = call.operation().getResponses().get("201");
        if (created != null) {
            created.addHeaderObject(LOCATION, new Header().$ref(LOCATION));
        }
        for (CommonProblem common : CommonProblem.ALL) {
            if (common.concerns().test(call)) {
                ProblemAnswers.refer(call.operation().getResponses(), common.problem());
            }
        }
        if (call.operation().getExtensions() != null) {
            call.operation().getExtensions().remove(DescribedCall.USERS_ONLY);
        }
    }

    private static void describe(Parameter parameter, String path) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(
                    "path".equals(parameter.getIn())
                            ? "Which one of the " + collection(path, parameter.getName())
                            : PARAMETERS.get(parameter.getName()));
        }
    }

    /** What stands before a variable: {@code stock adjustments}. */
    private static String collection(String path, String variable) {
        String before = path.substring(0, path.indexOf("/{" + variable + "}"));
        return before.substring(before.lastIndexOf('/') + 1).replace('-', ' ');
    }

    private static void body(@Nullable Content content, Components components, Map<String, Object> examples) {
        if (content == null) {
            return;
        }
        MediaType any = content.remove(ANY);
        if (any != null) {
            content.addMediaType(JSON, any);
        }
        MediaType json = content.get(JSON);
        if (json != null && json.getSchema() != null && json.getSchema().get$ref() != null) {
            String type = json.getSchema().get$ref().substring(SCHEMAS.length());
            Object example = examples.get(type);
            if (example != null) {
                components.addExamples(type, new Example().value(example));
                json.addExamples(type, new Example().$ref(type));
            }
        }
    }
}
