package io.commercebackbone.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Coupons that everybody wants at the same moment, while there are some and once they are gone, next to the bare statement
 * that counts one. A user gets one of a campaign, so all clients go from campaign to campaign, side by side.
 */
final class CouponsScenario {

    private static final int CLIENTS = 32;

    /** Nobody is served as fast: so many campaigns are made for each second of a client. */
    private static final int FASTEST = 8_000 / CLIENTS;

    private static final int ISSUED = 201;
    private static final int SOLD_OUT = 409;

    private final Stack stack;
    private final Settings settings;
    private final Report report;
    private List<UUID> rush = List.of();

    CouponsScenario(Stack stack, Settings settings, Report report) {
        this.stack = stack;
        this.settings = settings;
        this.report = report;
    }

    void run() throws Exception {
        List<String> tokens = new Shop(stack).tokens(CLIENTS);
        Campaigns campaigns = new Campaigns(stack.database("orders"));
        List<UUID> gone = List.of(campaigns.soldOut());
        int port = stack.entry("order-service").port();
        Series limit = series("limit: a conditional update of one row", campaigns.takers());
        Series issued =
                series("order-service, a coupon each", number -> new Asker(port, tokens.get(number), rush, ISSUED));
        Series soldOut =
                series("order-service, sold out", number -> new Asker(port, tokens.get(number), gone, SOLD_OUT));

        limit.warmUp(settings.seconds());
        fill(campaigns, settings.warmUp());
        issued.warmUp(settings.warmUp());
        soldOut.warmUp(settings.seconds());
        List<Long> service = List.of(stack.entry("order-service").pid());
        long postgres = stack.entry("postgres").pid();
        for (int pair = 1; pair <= settings.pairs(); pair++) {
            report.progress("coupons, pair " + pair + " of " + settings.pairs());
            fill(campaigns, settings.seconds());
            for (Series each : List.of(limit, issued, soldOut)) {
                each.run(settings.seconds(), service, postgres);
            }
        }
        limit.report(report, null);
        issued.report(report, limit);
        soldOut.report(report, limit);
    }

    private static Series series(String name, Load.Clients clients) {
        return new Series(name, seconds -> Load.run(CLIENTS, seconds, clients));
    }

    /** As many coupons as there are clients would make a campaign sold out. */
    private void fill(Campaigns campaigns, int seconds) throws SQLException {
        rush = campaigns.with(CLIENTS + 1, seconds * FASTEST);
    }

    /** Asks for a coupon of one campaign after the other, from the first again after the last. */
    private static final class Asker implements Load.Client {

        private final Connection connection;
        private final String token;
        private final List<UUID> campaigns;
        private final int expected;
        private int next;

        Asker(int port, String token, List<UUID> campaigns, int expected) throws IOException {
            this.connection = new Connection(port);
            this.token = token;
            this.campaigns = campaigns;
            this.expected = expected;
        }

        @Override
        public boolean call() throws IOException {
            UUID campaign = campaigns.get(next++ % campaigns.size());
            return connection
                            .send(Connection.request("POST", "/coupons/" + campaign + "/issue", token, ""))
                            .status()
                    == expected;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
