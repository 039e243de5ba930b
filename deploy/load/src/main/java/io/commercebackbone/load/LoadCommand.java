package io.commercebackbone.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Measures what it is asked to and prints one table. */
final class LoadCommand {

    private LoadCommand() {}

    static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        Stack stack = new Stack(Path.of(words.getFirst()));
        Settings settings;
        try {
            settings = Settings.parse(words.subList(1, words.size()));
            stack.requireUp();
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("load: " + e.getMessage());
            System.exit(2);
            return;
        }
        Report report = new Report();
        for (String scenario : settings.scenarios()) {
            switch (scenario) {
                case "orders" -> new OrdersScenario(stack, settings, report).run();
                case "coupons" -> new CouponsScenario(stack, settings, report).run();
                case "payments" -> new PaymentsScenario(stack, settings, report).run();
                case "relay" -> new RelayScenario(stack, settings, report).run();
                case "ranking" -> new ConsumerScenario("ranking-service", stack, settings, report).run();
                case "cart" -> new ConsumerScenario("cart-service", stack, settings, report).run();
                case "platform" -> {
                    // few calls show whose limit it is, the default shows what two cores bear
                    new PlatformScenario(stack, settings, report, 4).run();
                    new PlatformScenario(stack, settings, report, 16).run();
                }
                case "platform-latency" -> new PlatformLatencyScenario(stack, settings, report).run();
                case "watched" -> new WatchedScenario(stack, settings, report).run();
                case "gateway" -> new GatewayScenario(stack, settings, report).run();
                case "levers" -> new LeversScenario(stack, settings, report).run();
                case "latency" -> new LatencyScenario(stack, settings, report).run();
                default -> throw new IllegalStateException(scenario);
            }
        }
        report.print();
    }
}
