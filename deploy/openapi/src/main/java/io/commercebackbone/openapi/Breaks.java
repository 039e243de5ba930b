package io.commercebackbone.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.compare.OpenApiDiff;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedList;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedParameter;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;

/** What a client of an earlier description could no longer do, or read, with a later one. */
final class Breaks {

    private static final OpenApiDiffOptions OPTIONS = OpenApiDiffOptions.builder()
            .configProperty("incompatible.request.min.length.increased", "true")
            .build();

    private final List<String> found = new ArrayList<>();

    private Breaks() {}

    /** As {@link #between}; none if the later one says by its version that it breaks clients. */
    static List<String> unlessSaid(Description earlier, Description later) {
        return earlier.version().equals(later.version()) ? between(earlier, later) : List.of();
    }

    /** Empty if there are none: each is named by its operation and place. */
    static List<String> between(Description earlier, Description later) {
        ChangedOpenApi changes = OpenApiDiff.compare(parsed(earlier), parsed(later), OPTIONS);
        Breaks breaks = new Breaks();
        changes.getMissingEndpoints()
                .forEach(it -> breaks.found.add(it.getMethod() + " " + it.getPathUrl() + ": is gone"));
        changes.getChangedOperations().forEach(it -> breaks.look(it.getHttpMethod() + " " + it.getPathUrl(), it));
        if (breaks.found.isEmpty() && changes.isIncompatible()) {
            breaks.found.add("in a place that openapi-diff does not name");
        }
        return breaks.found;
    }

    private void look(String place, @Nullable Changed change) {
        if (change == null || !change.isIncompatible()) {
            return;
        }
        int before = found.size();
        if (change instanceof ChangedSchema schema) {
            schema(place, schema);
        } else if (change instanceof ChangedApiResponse answers) {
            answers.getMissing().keySet().forEach(status -> found.add(place + ": no answer " + status));
            answers.getChanged().forEach((status, answer) -> look(place + ", " + status, answer));
        } else if (change instanceof ChangedParameters parameters) {
            parameters(place, parameters);
        } else if (change instanceof ComposedChanged composed) {
            composed.getChangedElements().forEach(each -> look(place, each));
        }
        if (found.size() == before) {
            found.add(place + ": " + what(change));
        }
    }

    private void schema(String place, ChangedSchema schema) {
        if (schema.isChangedType()) {
            found.add(place + ": has another type");
            return;
        }
        schema.getChangedProperties().forEach((name, property) -> look(place + ", " + name, property));
        look(place + "[]", schema.getItems());
        if (schema.isCoreChanged().isIncompatible()) {
            found.add(place + ": without " + schema.getMissingProperties().keySet());
        }
        for (Changed each : schema.getChangedElements()) {
            if (!(each instanceof ChangedSchema)) {
                look(place, each);
            }
        }
    }

    private void parameters(String place, ChangedParameters parameters) {
        parameters.getMissing().forEach(it -> found.add(place + ": without parameter " + it.getName()));
        parameters.getIncreased().stream()
                .filter(it -> Boolean.TRUE.equals(it.getRequired()))
                .map(Parameter::getName)
                .forEach(name -> found.add(place + ": needs parameter " + name));
        for (ChangedParameter each : parameters.getChanged()) {
            look(place + ", parameter " + each.getName(), each);
        }
    }

    private static String what(Changed change) {
        String kind = change.getClass().getSimpleName().replace("Changed", "").toLowerCase(Locale.ROOT);
        return change instanceof ChangedList<?> list
                ? kind + " has more " + list.getIncreased() + " and lacks " + list.getMissing()
                : kind + " changed";
    }

    private static OpenAPI parsed(Description description) {
        try {
            return Json.mapper().readValue(description.text(), OpenAPI.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the description is none", e);
        }
    }
}
