package io.commercebackbone.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The local stack, by its own command. */
final class Stack {

    private final Path command;

    Stack(Path root) {
        this.command = root.resolve("deploy/local/stack");
    }

    /** A process of the stack. */
    record Entry(String name, long pid, int port, String health) {

        static Entry parse(String line) {
            String[] columns = line.trim().split("\\s+", -1);
            if (columns.length != 4) {
                throw new IllegalArgumentException("no line of the stack's status: " + line);
            }
            long pid = columns[1].matches("\\d+") ? Long.parseLong(columns[1]) : -1;
            return new Entry(columns[0], pid, Integer.parseInt(columns[2]), columns[3]);
        }
    }

    Entry entry(String name) {
        return run(Map.of(), "status")
                .lines()
                .map(Entry::parse)
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the stack has no process " + name));
    }

    /** Where a service of the stack answers health and metrics. */
    int managementPort(String service) {
        return entry(service).port() + 1_000;
    }

    /** Where a database is; its user and password are named like it. */
    String database(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(entry("postgres").port(), name);
    }

    /** Makes an empty database for another process of order-service, whatever a broken run has left of it. */
    void makeDatabase(String name) throws SQLException {
        dropDatabase(name);
        onServer("create database " + name + " owner orders");
    }

    /** Returns when nothing of it is left, whoever is connected. */
    void dropDatabase(String name) throws SQLException {
        onServer("drop database if exists " + name + " with (force)");
    }

    private void onServer(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database("postgres"), "postgres", "postgres");
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    /** Where a process logs that a scenario starts beside the stack. */
    Path log(String name) {
        return command.resolveSibling(".stack/logs").resolve(name + ".log");
    }

    /** Fails with what to do when a process is not there. */
    void requireUp() {
        boolean up = run(Map.of(), "status")
                .lines()
                .map(Entry::parse)
                .allMatch(it -> it.health().equals("up"));
        if (!up) {
            throw new IllegalStateException("the local stack is not up: start it with deploy/local/stack up --peak");
        }
    }

    String userToken() {
        return run(Map.of(), "token", "--user", UUID.randomUUID().toString()).trim();
    }

    String adminToken() {
        return run(Map.of(), "token", "--admin").trim();
    }

    void stop(String name) {
        run(Map.of(), "stop", name);
    }

    void start(String name, Map<String, String> environment) {
        run(environment, "start", name);
    }

    private String run(Map<String, String> environment, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command.toString()));
        words.addAll(Arrays.asList(arguments));
        try {
            Path errors = Files.createTempFile("stack", ".err");
            ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            String said = Files.readString(errors);
            Files.delete(errors);
            if (exit != 0 && !arguments[0].equals("status")) {
                throw new IllegalStateException(String.join(" ", words) + ": " + output + said);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
