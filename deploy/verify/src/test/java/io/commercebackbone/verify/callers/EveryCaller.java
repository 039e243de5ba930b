package io.commercebackbone.verify.callers;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.BadTokens;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.verify.callers.CallerTable.Expected;
import io.commercebackbone.verify.callers.CallerTable.Row;
import io.commercebackbone.verify.parts.Installation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has each caller ask for each described operation, at the service itself and at the gateway, and compares the answers with
 * the table. Whoever is to be refused asks first and all of them for the same, so that what a refused call has done would
 * be in the way of the granted one.
 */
public final class EveryCaller {

    private static final String PROBLEM = "application/problem+json";

    private final Installation installation;
    private final List<Row> rows = CallerTable.read();
    private final UUID user = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID admin = UUID.randomUUID();
    private final Wishes wishes;
    private final List<String> faults = new ArrayList<>();

    /** @param installation that runs */
    public EveryCaller(Installation installation) {
        this.installation = installation;
        this.wishes =
                new Wishes(user, api(installation.gateway(), Caller.USER), api(installation.gateway(), Caller.ADMIN));
    }

    /** What was answered otherwise than the table says; empty if nothing. */
    public List<String> faults() {
        for (Operation operation : Operation.all()) {
            Row row = rows.stream().filter(it -> it.isOf(operation)).findFirst().orElseThrow();
            ask(operation, row, installation.url(operation.service()), row::straight);
            ask(operation, row, installation.gateway(), row::throughTheGateway);
        }
        return List.copyOf(faults);
    }

    /** Bad tokens that were answered otherwise than with 401, of every service and at the gateway. */
    public List<String> strangersWhoGotIn() {
        List<String> found = new ArrayList<>();
        for (Operation operation : anyGetOfEachService()) {
            for (String url : List.of(installation.url(operation.service()), installation.gateway())) {
                BadTokens.of(LocalIssuer.shared(), admin).forEach((what, token) -> {
                    Answer answer = new ServiceApi(url, token).get(operation.path());
                    if (answer.status() != 401 || !answer.code().equals("unauthorized")) {
                        found.add("%s %s, %s: %s".formatted(url, operation, what, answer.text()));
                    }
                });
            }
        }
        return found;
    }

    private static Collection<Operation> anyGetOfEachService() {
        return Operation.all().stream()
                .filter(it -> it.method().equals("GET") && !it.path().contains("{"))
                .collect(Collectors.toMap(Operation::service, it -> it, (one, another) -> one))
                .values();
    }

    private void ask(Operation operation, Row row, String url, Function<Caller, Expected> table) {
        Wish wish;
        try {
            wish = wishes.of(operation);
        } catch (IllegalStateException e) {
            faults.add("%s cannot be asked for: %s".formatted(operation, e.getMessage()));
            return;
        }
        Stream.of(Caller.values())
                .sorted(Comparator.comparing(caller -> table.apply(caller).isSuccess()))
                .forEach(caller -> {
                    Answer answer = api(url, caller).send(operation.method(), wish.path(), wish.body());
                    String fault = fault(row, caller, table.apply(caller), answer);
                    if (fault != null) {
                        faults.add("%s %s by %s: %s: %s".formatted(url, operation, caller, fault, answer.text()));
                    }
                });
    }

    private @Nullable String fault(Row row, Caller caller, Expected expected, Answer answer) {
        if (answer.status() != expected.status()) {
            return "answered " + answer.status() + " instead of " + expected.status();
        }
        if (!expected.isSuccess()) {
            return PROBLEM.equals(answer.header("Content-Type"))
                            && answer.code().equals(code(answer))
                    ? null
                    : "refused in another form";
        }
        boolean shows = wishes.marks().stream().anyMatch(answer.text()::contains);
        if (caller == Caller.USER) {
            return shows || !expected.isPrivate() ? null : "does not show what is the user's";
        }
        boolean mayShow = row.isForOperators() || row.isInternal();
        return shows && !mayShow ? "shows what is the user's" : null;
    }

    /** Of the refusals that mean the same everywhere; for others, whatever the answer says. */
    private static String code(Answer answer) {
        return switch (answer.status()) {
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            default -> answer.code();
        };
    }

    private ServiceApi api(String url, Caller caller) {
        return new ServiceApi(url, token(caller));
    }

    private @Nullable String token(Caller caller) {
        LocalIssuer issuer = LocalIssuer.shared();
        return switch (caller) {
            case NOBODY -> null;
            case OTHER -> issuer.token(other);
            case USER -> issuer.token(user);
            case ADMIN -> issuer.token(admin, "admin");
            case INTERNAL -> issuer.serviceToken("payment-service");
        };
    }
}
