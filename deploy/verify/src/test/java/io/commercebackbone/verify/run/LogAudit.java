package io.commercebackbone.verify.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks in the logs of a run for what must never be there: tokens, secrets, and who somebody is. */
final class LogAudit {

    /** Header and claims of a signed token, which begin with an encoded brace. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{5,}\\.eyJ[\\w-]{5,}");

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)(bearer|basic) [\\w+/=.-]{12,}|client_secret=|\"?password\"?[=:] ?\\S");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Set<String> persons = new HashSet<>();
    private final List<String> secrets;

    /**
     * @param persons ids of users: a log may name an order, and never whose it is
     * @param secrets that the services were given
     */
    LogAudit(Collection<UUID> persons, Collection<String> secrets) {
        persons.forEach(it -> this.persons.add(it.toString()));
        this.secrets = List.copyOf(secrets);
    }

    /** Every line of the directory's logs that says too much, with the file and why. */
    List<String> findings(Path directory) throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path log : logs(directory)) {
            try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                lines.forEach(line ->
                        fault(line).ifPresent(fault -> findings.add(log.getFileName() + ": " + fault + ": " + line)));
            }
        }
        return findings;
    }

    static List<Path> logs(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(it -> it.toString().endsWith(".log")).sorted().toList();
        }
    }

    private Optional<String> fault(String line) {
        if (TOKEN.matcher(line).find()) {
            return Optional.of("a token");
        }
        if (CREDENTIALS.matcher(line).find() || secrets.stream().anyMatch(line::contains)) {
            return Optional.of("a secret");
        }
        Matcher id = ID.matcher(line.toLowerCase(Locale.ROOT));
        while (id.find()) {
            if (persons.contains(id.group())) {
                return Optional.of("a person");
            }
        }
        return Optional.empty();
    }
}
