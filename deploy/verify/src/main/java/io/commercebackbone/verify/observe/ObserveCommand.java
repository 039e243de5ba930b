package io.commercebackbone.verify.observe;

import io.commercebackbone.local.PrometheusProgram;
import io.commercebackbone.verify.VerifyCommand;
import io.commercebackbone.verify.parts.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Starts the suite and a real Prometheus, sends customers in, asks every query, and makes every alert fire and end. Ends
 * with 0 if nothing is wrong, 1 if something is, 2 if it could not run.
 */
public final class ObserveCommand {

    /** Long enough that nothing expires which is about to be paid. */
    private static final Duration PAYABLE = Duration.ofSeconds(60);

    private ObserveCommand() {}

    /** @param arguments the project's directory, then the words of the command */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        ObserveSettings settings;
        try {
            settings = ObserveSettings.parse(words.subList(1, words.size()));
        } catch (IllegalArgumentException e) {
            System.err.println("verify: " + e.getMessage());
            System.err.println(ObserveSettings.USAGE);
            System.exit(2);
            return;
        }
        if (PrometheusProgram.executable(System.getenv()).isEmpty()) {
            System.err.println("verify: " + PrometheusProgram.howToGetIt());
            System.exit(2);
        }
        System.exit(run(Path.of(words.getFirst()), settings).violations().isEmpty() ? 0 : 1);
    }

    private static ObserveReport run(Path root, ObserveSettings settings) throws IOException, InterruptedException {
        System.out.println("again: " + settings.replay());
        Path directory = root.resolve("deploy/verify/target/observe-" + settings.seed());
        Installation.clear(directory);
        try (Installation installation =
                new Installation(directory, part -> VerifyCommand.jar(root, part), PAYABLE, true)) {
            if (settings.trained()) {
                System.out.println("starting each service once, to start faster later");
                installation.train();
            }
            installation.start();
            System.out.println("the suite runs, its logs are in " + directory);
            ObserveReport report = new ObserveRun(root, settings, installation).go();
            Files.createDirectories(settings.reports());
            Path written = Files.writeString(settings.reports().resolve(settings.name() + ".md"), report.markdown());
            report.violations().forEach(it -> System.out.println("wrong: " + it));
            System.out.printf(
                    "%d alerts seen, %d queries asked, %d violations: %s%n",
                    report.observations().size(),
                    report.queries().size(),
                    report.violations().size(),
                    written);
            return report;
        }
    }
}
