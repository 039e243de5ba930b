package io.commercebackbone.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads through the gateway as it is, next to gateways that differ from it in one setting: each a process of its own, all
 * of them started and warmed up before, measured in turn. One is the same once more and tells how far two that are alike
 * differ. Then, how fast each algorithm of tokens is verified by the JDK, on one core.
 */
final class LeversScenario {

    private static final int CLIENTS = 32;
    private static final String GATEWAY = "gateway";

    private final Stack stack;
    private final Settings settings;
    private final Report report;
    private final Map<Series, Twin> gateways = new LinkedHashMap<>();

    LeversScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        Twin.Program program = Twin.Program.of(stack.entry(GATEWAY).pid());
        List<String> tokens = new Shop(stack).tokens(CLIENTS);
        try {
            add(program, tokens, "as it is", Map.of());
            add(program, tokens, "as it is, once more", Map.of());
            add(program, tokens, "one event loop", Map.of("JAVA_TOOL_OPTIONS", "-Dreactor.netty.ioWorkerCount=1"));
            add(program, tokens, "four event loops", Map.of("JAVA_TOOL_OPTIONS", "-Dreactor.netty.ioWorkerCount=4"));
            add(program, tokens, "calls not counted", Map.of("GATEWAY_RATE_LIMIT_ENABLED", "false"));
            add(program, tokens, "each token verified anew", Map.of("GATEWAY_TOKEN_CACHE_SIZE", "0"));
            add(program, tokens, "16 connections to a service", Map.of("GATEWAY_POOL_SIZE", "16"));
            add(
                    program,
                    tokens,
                    "connections used in turn",
                    Map.of("SPRING_CLOUD_GATEWAY_SERVER_WEBFLUX_HTTPCLIENT_POOL_LEASINGSTRATEGY", "fifo"));
            measure();
        } finally {
            for (Twin gateway : gateways.values()) {
                gateway.close();
            }
        }
        for (Signatures algorithm : Signatures.values()) {
            report.row(
                    "verifying " + algorithm,
                    algorithm.perSecond(settings.pairs()).show(0),
                    "",
                    "",
                    "",
                    "");
        }
    }

    private void add(Twin.Program program, List<String> tokens, String name, Map<String, String> lever)
            throws Exception {
        report.progress("starting a gateway: " + name);
        Twin gateway = Twin.start(stack, program, "load-gateway-" + gateways.size(), lever);
        Load.Clients readers = Shop.readers(gateway.port(), tokens);
        gateways.put(new Series(name, seconds -> Load.run(CLIENTS, seconds, readers)), gateway);
    }

    private void measure() throws Exception {
        for (Series each : gateways.keySet()) {
            each.warmUp(settings.warmUp());
        }
        long postgres = stack.entry("postgres").pid();
        for (int round = 1; round <= settings.pairs(); round++) {
            report.progress("levers, round " + round + " of " + settings.pairs());
            for (Map.Entry<Series, Twin> each : gateways.entrySet()) {
                each.getKey().run(settings.seconds(), List.of(each.getValue().pid()), postgres);
            }
        }
        List<Series> all = new ArrayList<>(gateways.keySet());
        for (Series each : all) {
            each.report(report, each == all.getFirst() ? null : all.getFirst());
        }
    }
}
