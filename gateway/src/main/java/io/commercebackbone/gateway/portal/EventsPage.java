package io.commercebackbone.gateway.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI document as a page that people read: each topic, who writes and reads it, and what an event looks like. */
final class EventsPage {

    static final String DOCUMENT = "asyncapi.yaml";

    private static final String PUBLISHES = ".publishes.";
    private static final String READS = ".reads.";

    private final JsonNode document;
    private final StringBuilder page = new StringBuilder();

    private EventsPage(JsonNode document) {
        this.document = document;
    }

    /** As HTML. */
    static String html() {
        return new EventsPage(document()).written();
    }

    private static JsonNode document() {
        Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(resource(DOCUMENT));
        return JsonMapper.shared().valueToTree(content);
    }

    private String written() {
        page.append("""
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Events</title>\
                <link rel="stylesheet" href="/docs/portal.css"></head><body><main><h1>Events</h1>
                """);
        paragraph(document.path("info").path("description").asString(""));
        page.append(
                "<p><a href=\"/docs\">Calls</a> · <a href=\"/docs/asyncapi/asyncapi.yaml\">AsyncAPI document</a></p>\n");
        document.path("channels").forEachEntry(this::topic);
        return page.append("</main></body></html>\n").toString();
    }

    private void topic(String name, JsonNode channel) {
        page.append("<section><h2 id=\"%1$s\">%1$s</h2>\n".formatted(escaped(name)));
        paragraph(channel.path("description").asString(""));
        who("Written by", PUBLISHES, name);
        who("Read by", READS, name);
        if (new ClassPathResource(schema(name)).exists()) {
            page.append("<p><a href=\"/docs/asyncapi/%s\">Schema</a></p>\n<pre>%s</pre>\n"
                    .formatted(schema(name), escaped(resource("samples/" + name + "/1.json"))));
        }
        page.append("</section>\n");
    }

    private void who(String what, String operation, String topic) {
        List<String> services = document.path("operations").propertyNames().stream()
                .filter(it -> it.endsWith(operation + topic))
                .map(it -> it.substring(0, it.indexOf('.')))
                .toList();
        if (!services.isEmpty()) {
            paragraph(what + " " + String.join(", ", services));
        }
    }

    private void paragraph(String text) {
        page.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private static String schema(String topic) {
        return "schemas/" + topic + "/1.json";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }

    static String resource(String name) {
        try (InputStream file = new ClassPathResource(name).getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
