package io.commercebackbone.verify.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code deploy/k8s} sets for a service. */
final class Manifests {

    static final Path KUBERNETES = Path.of("..", "k8s");
    private static final Pattern FROM_SECRET =
            Pattern.compile("- name: (\\w+)\\s+valueFrom:\\s+secretKeyRef:\\s+name: (\\S+)\\s+key: (\\S+)");

    private Manifests() {}

    /** Variables and their values. */
    static Map<String, String> settings(String service) {
        Map<String, String> settings = new HashMap<>();
        read(service, "settings.env").lines().forEach(line -> {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return settings;
    }

    /** Variables that come from a Secret, and which: {@code orders-db-app/password}. */
    static Map<String, String> secrets(String service) {
        Map<String, String> secrets = new HashMap<>();
        FROM_SECRET
                .matcher(read(service, "deployment.yaml"))
                .results()
                .forEach(it -> secrets.put(it.group(1), it.group(2) + "/" + it.group(3)));
        return secrets;
    }

    private static String read(String service, String file) {
        try {
            return Files.readString(KUBERNETES.resolve("base").resolve(service).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
