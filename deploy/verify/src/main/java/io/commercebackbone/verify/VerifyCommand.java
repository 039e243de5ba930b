package io.commercebackbone.verify;

import io.commercebackbone.local.ExecutableJar;
import io.commercebackbone.verify.faults.Kind;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.report.ReportFiles;
import io.commercebackbone.verify.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts the suite, runs it under load and faults, checks it, and writes a report. Ends with 0 if nothing is wrong, 1 if
 * something is, 2 if it could not run.
 */
public final class VerifyCommand {

    private VerifyCommand() {}

    static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        Path root = Path.of(words.getFirst());
        Settings settings;
        try {
            settings = Settings.parse(words.subList(1, words.size()));
        } catch (IllegalArgumentException e) {
            System.err.println("verify: " + e.getMessage());
            System.err.println(Settings.USAGE
                    + " "
                    + Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", ")));
            System.exit(2);
            return;
        }
        System.exit(run(root, settings).violations().isEmpty() ? 0 : 1);
    }

    private static RunReport run(Path root, Settings settings) throws IOException, InterruptedException {
        System.out.println("again: " + settings.replay());
        Path directory = root.resolve("deploy/verify/target/run-" + settings.seed());
        Installation.clear(directory);
        try (Installation installation =
                new Installation(directory, part -> jar(root, part), settings.payableFor(), settings.smallDisks())) {
            if (settings.trained()) {
                System.out.println("starting each service once, to start faster later");
                installation.train();
            }
            installation.start();
            System.out.println("the suite runs, its logs are in " + directory);
            RunReport report = new Run(settings, installation).go();
            Path written = ReportFiles.write(report, settings.reports(), settings.name());
            System.out.printf(
                    "%d acknowledged orders, %d faults, %d violations: %s%n",
                    report.orders(),
                    report.injections().size(),
                    report.violations().size(),
                    written);
            return report;
        }
    }

    /** What the build has made of a service. */
    public static Path jar(Path root, Part service) {
        Path module = root.resolve(service.label());
        try {
            return ExecutableJar.of(module).orElseThrow(() -> new IllegalStateException(module + " is not built"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
