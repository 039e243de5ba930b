package io.commercebackbone.verify.load;

import java.util.Set;

/**
 * How often customers do what, in per cent of what they could do it to.
 *
 * @param charge of visits begin with a charge
 * @param cart of lines are put into the cart before they are ordered
 * @param coupon of orders are placed with a coupon, as long as there are any
 * @param look of orders are read after they were placed
 * @param pay of orders are paid
 * @param cancelUnpaid of the others are cancelled; the rest expires
 * @param cancelPaid of paid orders are cancelled
 * @param ship of paid orders are shipped
 * @param repeat of answered calls are made again under their key
 * @param repeated which calls are made again under the same key, also when nobody answered
 */
public record Mix(
        int charge,
        int cart,
        int coupon,
        int look,
        int pay,
        int cancelUnpaid,
        int cancelPaid,
        int ship,
        int repeat,
        Set<Action> repeated) {

    public Mix {
        repeated = Set.copyOf(repeated);
    }

    /** Everybody has enough money and pays. */
    public static Mix paying(Set<Action> repeated) {
        return new Mix(100, 60, 0, 100, 100, 0, 0, 0, 10, repeated);
    }

    /** Many orders, fewer of them paid: what a small machine can bear at a high rate. */
    public static Mix hurried(Set<Action> repeated) {
        return new Mix(16, 30, 5, 30, 50, 50, 5, 3, 10, repeated);
    }

    /** What a shop sees on a busy day, more or less. */
    public static Mix usual(Set<Action> repeated) {
        return new Mix(28, 60, 5, 100, 75, 50, 8, 4, 10, repeated);
    }
}
