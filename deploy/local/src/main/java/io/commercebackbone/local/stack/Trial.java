package io.commercebackbone.local.stack;

/** Places and pays one real order in an installation that somebody else has started, and shows what it caused. */
final class Trial {

    private Trial() {}

    /**
     * Ends with 1 if something does not come about.
     *
     * @param arguments the gateway's and the local issuer's address, Kafka's bootstrap servers, the stand-in platform's
     *     address
     */
    public static void main(String[] arguments) {
        try (Shop shop = new Shop(arguments[0], arguments[1])) {
            new Demonstration(shop, arguments[2], arguments[3], new Progress(System.out)).run();
        } catch (StackProblem e) {
            System.err.println("trial: " + e.getMessage());
            System.exit(1);
        }
    }
}
