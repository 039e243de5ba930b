package io.commercebackbone.http.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Examples of bodies, by the names of their schemas: a file of the service's, and one of this library's. */
final class BodyExamples {

    private static final String FILES = "classpath*:openapi/examples.json";

    private BodyExamples() {}

    static Map<String, Object> read() {
        try {
            Map<String, Object> examples = new TreeMap<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                try (InputStream json = file.getInputStream()) {
                    examples.putAll(new JsonMapper().readValue(json, new TypeReference<Map<String, Object>>() {}));
                }
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
