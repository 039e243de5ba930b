package io.commercebackbone.verify.books;

/**
 * One thing made wrong by hand.
 *
 * @param rule that must find it
 * @param subject that must be named; names in braces stand for the ids of the test
 * @param inOrders whether it is done in order-service's database, else in payment-service's
 */
record Sabotage(String rule, String subject, boolean inOrders, String sql) {

    static Sabotage inOrders(String rule, String subject, String sql) {
        return new Sabotage(rule, subject, true, sql);
    }

    static Sabotage inPayments(String rule, String subject, String sql) {
        return new Sabotage(rule, subject, false, sql);
    }

    @Override
    public String toString() {
        return "%s of %s: %s".formatted(rule, subject, sql.lines().findFirst().orElse(""));
    }
}
