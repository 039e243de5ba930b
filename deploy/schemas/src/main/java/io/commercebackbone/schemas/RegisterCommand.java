package io.commercebackbone.schemas;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/**
 * The command {@code deploy/schemas/register}: a line for each schema. Ends with 0 if all are registered, 1 if the registry
 * refuses one, 2 if it cannot be asked.
 */
public final class RegisterCommand {

    private static final String USAGE = "usage: register --registry URL";

    private RegisterCommand() {}

    /** @param arguments {@code --registry URL} */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), EventSchema.published(), System.out));
    }

    static int run(List<String> arguments, List<EventSchema> schemas, PrintStream out) {
        if (arguments.size() != 2 || !arguments.getFirst().equals("--registry")) {
            out.println(USAGE);
            return 2;
        }
        try (Registry registry = new Registry(address(arguments.getLast()))) {
            List<Outcome> outcomes = new Registration(registry).register(schemas);
            outcomes.forEach(outcome -> out.println(line(outcome)));
            return outcomes.stream().anyMatch(Outcome.Refused.class::isInstance) ? 1 : 0;
        } catch (RegistryProblem e) {
            out.println("register: " + e.getMessage());
            return 2;
        }
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text.replaceAll("/+$", ""));
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new RegistryProblem(text + " is no address of a registry, such as http://localhost:8091", null);
    }

    private static String line(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unchanged unchanged -> unchanged.event() + " is registered already";
            case Outcome.Registered registered ->
                registered.event() + " is registered as version " + registered.version();
            case Outcome.Refused refused ->
                "%s is REFUSED: it is not compatible with what is registered (%s). A change that breaks somebody is a new version of the event: see CONTRIBUTING.md"
                        .formatted(refused.event(), String.join("; ", refused.reasons()));
        };
    }
}
