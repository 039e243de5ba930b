package io.commercebackbone.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.JsonUtils;
import co.elastic.logging.logback.EcsEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * Lines of JSON in Elastic's schema, by Elastic's encoder, which takes less time for a line than Boot's. Key-values are
 * fields of the line.
 */
public final class EcsLines implements StructuredLogFormatter<ILoggingEvent> {

    private final Encoder encoder = new Encoder();

    public EcsLines(Environment environment) {
        encoder.setServiceName(environment.getProperty("spring.application.name"));
        encoder.setServiceVersion(environment.getProperty("spring.application.version"));
        encoder.start();
    }

    @Override
    public String format(ILoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8)
                ? encoder.encode(event)
                : format(event).getBytes(charset);
    }

    private static final class Encoder extends EcsEncoder {

        @Override
        protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            if (pairs != null) {
                pairs.forEach(pair -> add(line, pair));
            }
        }

        private static void add(StringBuilder line, KeyValuePair pair) {
            line.append('"');
            JsonUtils.quoteAsString(pair.key, line);
            line.append("\":");
            if (pair.value instanceof Integer || pair.value instanceof Long || pair.value instanceof Boolean) {
                line.append(pair.value);
            } else {
                line.append('"');
                JsonUtils.quoteAsString(String.valueOf(pair.value), line);
                line.append('"');
            }
            line.append(',');
        }
    }
}
