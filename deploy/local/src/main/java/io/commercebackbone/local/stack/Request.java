package io.commercebackbone.local.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the command line asks for. */
sealed interface Request {

    String USAGE = """
            usage: stack up [--fresh] [--observe] [--peak]
                                               build, start everything, place one order; --fresh wipes the data first,
                                               --observe starts Prometheus with the alert rules, too, --peak has the
                                               services start slowly and become as fast as they can, to be measured
                   stack down                  stop everything
                   stack status                a line each: name, pid, port, health
                   stack start|stop|kill NAME  one process; kill is SIGKILL
                   stack logs NAME [-f]        what it logged; -f follows
                   stack token [--user UUID] [--admin]""";

    /** The user of a token when none is named. */
    UUID DEMO_USER = UUID.fromString("01990000-0000-7000-8000-000000000001");

    /**
     * Brings everything up.
     *
     * @param fresh whether to forget all data first
     * @param observe whether Prometheus looks on
     * @param peak whether the services' JVMs compile for peak speed, not for a quick start
     */
    record Up(boolean fresh, boolean observe, boolean peak) implements Request {}

    record Down() implements Request {}

    record Status() implements Request {}

    record Start(String name) implements Request {}

    record Stop(String name) implements Request {}

    record Kill(String name) implements Request {}

    record Logs(String name, boolean follow) implements Request {}

    record Token(UUID user, boolean admin) implements Request {}

    /**
     * Reads the command line.
     *
     * @throws StackProblem when it is none of the above
     */
    static Request parse(List<String> words) {
        if (words.isEmpty()) {
            throw new StackProblem(USAGE);
        }
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "up" -> up(rest);
            case "down" -> alone(rest, new Down());
            case "status" -> alone(rest, new Status());
            case "start" -> new Start(name(rest));
            case "stop" -> new Stop(name(rest));
            case "kill" -> new Kill(name(rest));
            case "logs" -> new Logs(name(rest.subList(0, Math.min(1, rest.size()))), flag(after(rest), "-f"));
            case "token" -> token(rest);
            default -> throw new StackProblem("no such command: " + words.getFirst() + "\n" + USAGE);
        };
    }

    private static Up up(List<String> flags) {
        List<String> unknown = new ArrayList<>(flags);
        Up up = new Up(unknown.remove("--fresh"), unknown.remove("--observe"), unknown.remove("--peak"));
        if (!unknown.isEmpty()) {
            throw new StackProblem("unexpected: " + String.join(" ", unknown) + "\n" + USAGE);
        }
        return up;
    }

    private static boolean flag(List<String> words, String flag) {
        if (words.isEmpty()) {
            return false;
        }
        if (words.equals(List.of(flag))) {
            return true;
        }
        throw new StackProblem("unexpected: " + String.join(" ", words) + "\n" + USAGE);
    }

    private static Request alone(List<String> rest, Request request) {
        if (rest.isEmpty()) {
            return request;
        }
        throw new StackProblem("unexpected: " + String.join(" ", rest) + "\n" + USAGE);
    }

    private static String name(List<String> rest) {
        if (rest.size() == 1) {
            return rest.getFirst();
        }
        throw new StackProblem("name one process\n" + USAGE);
    }

    private static List<String> after(List<String> words) {
        return words.subList(Math.min(1, words.size()), words.size());
    }

    private static Token token(List<String> words) {
        UUID user = DEMO_USER;
        boolean admin = false;
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).equals("--admin")) {
                admin = true;
            } else if (words.get(at).equals("--user") && at + 1 < words.size()) {
                user = uuid(words.get(++at));
            } else {
                throw new StackProblem("unexpected: " + words.get(at) + "\n" + USAGE);
            }
        }
        return new Token(user, admin);
    }

    private static UUID uuid(String word) {
        try {
            return UUID.fromString(word);
        } catch (IllegalArgumentException e) {
            throw new StackProblem("not a UUID: " + word + " (a user is named by one)", e);
        }
    }
}
