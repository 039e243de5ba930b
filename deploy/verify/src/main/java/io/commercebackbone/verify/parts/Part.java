package io.commercebackbone.verify.parts;

import java.util.Arrays;
import java.util.List;

/** The processes of an installation, servers before what needs them. */
public enum Part {
    POSTGRES("postgres"),
    REDIS("redis"),
    KAFKA("kafka"),
    ORDERS("order-service"),
    PAYMENTS("payment-service"),
    RANKING("ranking-service"),
    CART("cart-service"),
    DATA_PLATFORM("dataplatform-service"),
    GATEWAY("gateway");

    /** The services that read topics; each is the group of its own name. */
    public static final List<Part> CONSUMERS = List.of(ORDERS, RANKING, CART, DATA_PLATFORM);

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /** What it is called everywhere else. */
    public String label() {
        return label;
    }

    public boolean isService() {
        return compareTo(KAFKA) > 0;
    }

    /** The names of all. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Part::label).toList();
    }

    /** What is ours. */
    public static List<Part> services() {
        return Arrays.stream(values()).filter(Part::isService).toList();
    }
}
