package io.commercebackbone.verify.load;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.ServiceApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What there is to buy: one product that everybody wants, many that fewer and fewer want, some of which sell out; and a
 * campaign whose coupons run out.
 *
 * @param products with what there was of each at the beginning
 */
public record Market(Map<UUID, Integer> products, UUID campaign) {

    private static final int PLENTY = 10_000_000;
    private static final int SCARCE = 60;
    private static final int HOT_PER_CENT = 10;
    private static final int MOST_LINES = 3;

    public Market {
        products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
    }

    /** Puts so many products up through the gateway; every fifth is scarce. */
    public static Market open(String gateway, int count, Clock clock) {
        ServiceApi admin = new ServiceApi(gateway, LocalIssuer.shared().token(UUID.randomUUID(), "admin"));
        Map<UUID, Integer> products = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int stock = i % 5 == 4 ? SCARCE : PLENTY;
            products.put(created(admin.post("/admin/products", """
                {"name": "Product %d", "price": %d, "stock": %d}\
                """.formatted(i, 1_000 + 700 * (i % 9), stock))), stock);
        }
        Instant now = clock.instant();
        UUID campaign = created(
                admin.post("/admin/coupons", """
                    {"name": "Opening", "discountType": "FIXED", "discountValue": 500, "totalQuantity": 150,
                     "validFrom": "%s", "validUntil": "%s"}\
                    """.formatted(now.minusSeconds(60), now.plus(Duration.ofDays(1)))));
        return new Market(products, campaign);
    }

    private static UUID created(Answer answer) {
        return UUID.fromString(answer.require(201).text("id"));
    }

    /** What somebody orders: up to three different products. */
    List<Line> lines(Zipf popularity, RandomGenerator lots) {
        int count = 1 + lots.nextInt(MOST_LINES);
        Map<UUID, Line> lines = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            UUID product = product(popularity, lots);
            lines.put(product, new Line(product, 1 + lots.nextInt(2)));
        }
        return new ArrayList<>(lines.values());
    }

    UUID product(Zipf popularity, RandomGenerator lots) {
        List<UUID> all = List.copyOf(products.keySet());
        return lots.nextInt(100) < HOT_PER_CENT ? all.getFirst() : all.get(popularity.draw(lots));
    }
}
