package io.commercebackbone.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a service under test is started with: where the tests' servers are, and what the test wants otherwise. Immutable. */
public final class ServiceSettings {

    private final Map<String, String> values;

    private ServiceSettings(Map<String, String> values) {
        this.values = values;
    }

    /** A free port, the tests' issuer and no Kafka. */
    public static ServiceSettings alone() {
        return new ServiceSettings(Map.of())
                .with(
                        "server.port=0",
                        "spring.kafka.enabled=false",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri="
                                + LocalIssuer.shared().uri());
    }

    /** With a broker as well. */
    public ServiceSettings withKafka(String bootstrapServers) {
        return with("spring.kafka.enabled=true", "spring.kafka.bootstrap-servers=" + bootstrapServers);
    }

    /** A database of the shared server, made if it is not there. */
    public ServiceSettings withDatabase(String name) {
        return with(
                "spring.datasource.url=" + LocalPostgres.shared().createDatabase(name),
                "spring.datasource.username=" + name,
                "spring.datasource.password=" + name);
    }

    /** @param settings as {@code name=value}; they replace those of the same name */
    public ServiceSettings with(String... settings) {
        Map<String, String> all = new LinkedHashMap<>(values);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new ServiceSettings(all);
    }

    /** Values by name. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** As they are given on the command line. */
    public List<String> arguments() {
        return values.entrySet().stream().map(it -> "--" + it).toList();
    }
}
