package io.commercebackbone.http;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a body that is JSON but not the one that was expected, in words that tell nothing of the inside. */
final class BodyFault {

    private BodyFault() {}

    /** The field at fault and why; empty if the body is no JSON at all. */
    static Optional<Map<String, String>> of(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof DatabindException fault && !fault.getPath().isEmpty()) {
                return Optional.of(Map.of("field", path(fault), "message", message(fault)));
            }
        }
        return Optional.empty();
    }

    private static String message(DatabindException fault) {
        return fault instanceof UnrecognizedPropertyException
                ? "is not known here, but is written almost like one that is"
                : "has another type than expected";
    }

    /** As validation names it: {@code items[0].quantity}. */
    private static String path(DatabindException fault) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : fault.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }
}
