package io.commercebackbone.http.description;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of records: what may be null is said to be so, patterns are written as clients read them, and records within
 * others have names of their own.
 */
final class RecordSchemas extends ModelResolver {

    /** What Java calls a control character; JSON Schema has no name for it. */
    private static final String NO_CONTROL = "[^\\x00-\\x1F\\x7F]";

    RecordSchemas(ObjectMapper mapper) {
        super(mapper, new OuterAndInner());
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> schema = super.resolve(type, context, next);
        JavaType java = _mapper.constructType(type.getType());
        if (schema != null && java.getRawClass().isRecord()) {
            amend(java.getRawClass(), written(schema, context));
        }
        return schema;
    }

    private static @Nullable Schema<?> written(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    @SuppressWarnings("rawtypes")
    private static void amend(Class<?> type, @Nullable Schema<?> schema) {
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        Map<String, Schema> properties = schema.getProperties();
        for (RecordComponent component : type.getRecordComponents()) {
            Schema<?> property = properties.get(component.getName());
            if (property != null && property.get$ref() == null) {
                amend(component, property);
            }
        }
    }

    private static void amend(RecordComponent component, Schema<?> property) {
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            property.setNullable(true);
            if (property.getEnum() != null) {
                // a list of values is the whole list: what may be null has null in it
                property.addEnumItemObject(null);
            }
        }
        String pattern = property.getPattern();
        if (pattern != null && !pattern.startsWith("^")) {
            // Bean Validation's match the whole of a text, JSON Schema's a part of it
            property.setPattern("^" + pattern.replace("\\P{Cntrl}", NO_CONTROL) + "$");
        }
    }

    /** {@code OrderResponseItem} and {@code PlaceOrderRequestItem}, which would both be {@code Item}. */
    private static final class OuterAndInner extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> type) {
            Class<?> outer = type.getEnclosingClass();
            return outer == null ? type.getSimpleName() : getNameOfClass(outer) + type.getSimpleName();
        }
    }
}
