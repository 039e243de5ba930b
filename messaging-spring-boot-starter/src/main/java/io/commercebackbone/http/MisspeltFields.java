package io.commercebackbone.http;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Refuses a field that is known but written otherwise: {@code coupon_id} must not be taken for a {@code couponId} that was
 * left out. Other fields that nobody knows are ignored, so that newer clients can talk to older services.
 */
class MisspeltFields extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            @Nullable ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String name) {
        Collection<Object> known = deserializer == null ? null : deserializer.getKnownPropertyNames();
        if (known != null
                && known.stream().anyMatch(it -> letters(it.toString()).equals(letters(name)))) {
            throw UnrecognizedPropertyException.from(parser, beanOrClass, name, known);
        }
        return false;
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
