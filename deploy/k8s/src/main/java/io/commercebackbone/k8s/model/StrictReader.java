package io.commercebackbone.k8s.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.commercebackbone.k8s.manifests.Manifest;
import java.util.Optional;

/** Reads manifests into the types of their kinds; what a type does not know is refused, wherever it stands. */
public final class StrictReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .annotationIntrospector(new NoSpareRoom())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private StrictReader() {}

    /** What is wrong with it; empty if every field is known and of its type. */
    public static Optional<String> complaint(Manifest manifest) {
        Optional<Class<?>> type = KnownKinds.type(manifest.apiVersion(), manifest.kind());
        if (type.isEmpty()) {
            return Optional.of(manifest.title() + " is of an unknown kind " + manifest.apiVersion());
        }
        try {
            JSON.treeToValue(manifest.tree(), type.get());
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(manifest.title() + ": " + e.getOriginalMessage() + " in "
                    + String.valueOf(e.getMessage()).replaceAll("(?s).*through reference chain: ", ""));
        }
    }

    /** The models put what they do not know aside to pass it on. Here nothing is put aside. */
    private static final class NoSpareRoom extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated type) {
            return JsonIgnoreProperties.Value.empty();
        }
    }
}
