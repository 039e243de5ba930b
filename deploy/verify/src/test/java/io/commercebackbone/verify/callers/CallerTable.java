package io.commercebackbone.verify.callers;

import io.commercebackbone.verify.parts.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code callers/expected.txt}: what each caller is answered by each operation. */
final class CallerTable {

    private static final String FILE = "/callers/expected.txt";

    private CallerTable() {}

    /**
     * The answer to one caller.
     *
     * @param isPrivate whether it shows what only its owner may see
     */
    record Expected(int status, boolean isPrivate) {

        private static Expected of(String text) {
            boolean isPrivate = text.endsWith("*");
            return new Expected(Integer.parseInt(isPrivate ? text.substring(0, text.length() - 1) : text), isPrivate);
        }

        boolean isSuccess() {
            return status < 300;
        }
    }

    /**
     * A line.
     *
     * @param operation {@code POST /orders}
     */
    record Row(String service, String operation, Map<Caller, Expected> answers) {

        /** What the service itself answers. */
        Expected straight(Caller caller) {
            return Objects.requireNonNull(answers.get(caller));
        }

        /** What is answered at the gateway: it knows users only, and nothing of what services say among themselves. */
        Expected throughTheGateway(Caller caller) {
            if (caller == Caller.NOBODY || caller == Caller.INTERNAL) {
                return new Expected(401, false);
            }
            return isInternal() ? new Expected(404, false) : straight(caller);
        }

        boolean isInternal() {
            return operation.contains(" /internal/");
        }

        boolean isForOperators() {
            return operation.contains(" /admin/");
        }

        boolean isOf(Operation described) {
            return service.equals(described.service().label()) && operation.equals(described.name());
        }

        @Override
        public String toString() {
            return operation + " of " + service;
        }
    }

    static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        String service = "";
        for (String line : text().lines().map(String::strip).toList()) {
            if (Part.services().stream().anyMatch(it -> it.label().equals(line))) {
                service = line;
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                rows.add(row(service, line.split("\\s+")));
            }
        }
        return rows;
    }

    private static Row row(String service, String[] columns) {
        Caller[] callers = Caller.values();
        if (columns.length != 2 + callers.length) {
            throw new IllegalArgumentException(
                    "a line has an operation and an answer for each caller: " + String.join(" ", columns));
        }
        Map<Caller, Expected> answers = new EnumMap<>(Caller.class);
        for (int i = 0; i < callers.length; i++) {
            answers.put(callers[i], Expected.of(columns[2 + i]));
        }
        return new Row(service, columns[0] + " " + columns[1], answers);
    }

    private static String text() {
        try (InputStream file = Objects.requireNonNull(CallerTable.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
