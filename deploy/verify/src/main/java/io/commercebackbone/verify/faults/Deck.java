package io.commercebackbone.verify.faults;

import io.commercebackbone.events.Topics;
import io.commercebackbone.verify.net.Link;
import io.commercebackbone.verify.net.Weather;
import io.commercebackbone.verify.parts.Database;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.parts.Platform;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * All faults, shuffled by a seed and dealt one after the other; when all are dealt it is shuffled again. So the seed alone
 * decides what comes when, and a long run leaves nothing out.
 */
public final class Deck implements AutoCloseable {

    private static final List<String> TOPICS = List.of(
            Topics.ORDER_CREATED,
            Topics.ORDER_CANCELLED,
            Topics.PAYMENT_COMPLETED,
            Topics.PAYMENT_FAILED,
            Topics.SHIPPING_STARTED);

    private static final String PLATFORM = "platform";

    /** Where few kinds are wanted there may be none that goes beside the first. */
    private static final int MOST_ASIDE = 50;

    /** A kind and what it is to hit. */
    private record Card(Kind kind, String target) {}

    private final Installation installation;
    private final Set<Kind> kinds;
    private final Set<String> targets;
    private final SplittableRandom lots;
    private final Deque<Card> cards = new ArrayDeque<>();
    private final Groups groups;
    private final Processes processes;
    private final Records records;

    /**
     * @param kinds what may be dealt
     * @param targets what may be hit, of {@link #targets()}; everything if empty
     */
    public Deck(Installation installation, Set<Kind> kinds, Set<String> targets, Traces traces, long seed) {
        this.installation = installation;
        this.kinds = Set.copyOf(kinds);
        this.targets = Set.copyOf(targets);
        this.lots = new SplittableRandom(seed);
        String kafka = installation.addresses().bootstrapServers();
        this.groups = new Groups(kafka);
        this.processes = new Processes(installation, groups, traces);
        this.records = new Records(kafka, traces);
    }

    /** What faults hit; a way is hit with either of its ends. */
    public static Set<String> targets() {
        Set<String> names = new TreeSet<>(TOPICS);
        names.add(PLATFORM);
        names.addAll(Part.labels());
        return names;
    }

    /** Kinds that this machine does not allow, with the reason. */
    public static Map<Kind, String> impossible(Installation installation) {
        Map<Kind, String> reasons = new EnumMap<>(Kind.class);
        if (installation.disks().isEmpty()) {
            reasons.put(Kind.FULL_DISK, "no file system can be mounted here, or none was asked for");
        }
        return reasons;
    }

    /** One fault, or more often two that hit different things. */
    public List<Planned> deal() {
        List<Planned> dealt = new ArrayList<>();
        Set<String> hit = new HashSet<>();
        int count = lots.nextInt(3) == 0 ? 1 : 2;
        List<Card> aside = new ArrayList<>();
        while (dealt.size() < count && (dealt.isEmpty() || aside.size() < MOST_ASIDE)) {
            Card card = next();
            if (hit.isEmpty() || Collections.disjoint(parts(card), hit)) {
                hit.addAll(parts(card));
                dealt.add(new Planned(card.kind(), card.target(), card.kind().lasts(lots), fault(card)));
            } else {
                aside.add(card);
            }
        }
        aside.reversed().forEach(cards::addFirst);
        return dealt;
    }

    private Card next() {
        if (cards.isEmpty()) {
            List<Card> all = all();
            Collections.shuffle(all, new Random(lots.nextLong()));
            cards.addAll(all);
        }
        return cards.removeFirst();
    }

    /** What two faults must not have in common: a process that one stops and the other starts again. */
    private static Set<String> parts(Card card) {
        return card.kind() == Kind.DATA_LOSS
                ? Set.of(Part.REDIS.label(), Part.RANKING.label(), Part.CART.label())
                : Set.of(card.target());
    }

    private List<Card> all() {
        List<Card> all = new ArrayList<>();
        for (String part : Part.labels()) {
            add(all, Kind.KILL, part);
            add(all, Kind.FREEZE, part);
        }
        add(all, Kind.IMMEDIATE_SHUTDOWN, Part.POSTGRES.label());
        add(all, Kind.DATA_LOSS, Part.REDIS.label());
        Part.CONSUMERS.forEach(part -> add(all, Kind.REWIND, part.label()));
        Part.services().stream()
                .filter(part -> part != Part.GATEWAY)
                .forEach(part -> add(all, Kind.SECOND_INSTANCE, part.label()));
        for (Kind kind :
                List.of(Kind.LATENCY, Kind.BANDWIDTH, Kind.RESET, Kind.RESET, Kind.HALF_OPEN, Kind.HALF_OPEN)) {
            for (int i = 0; i < 2; i++) {
                add(
                        all,
                        kind,
                        drawn(installation.links().stream().map(Link::name).toList()));
            }
        }
        for (int i = 0; i < 2; i++) {
            add(all, Kind.REPUBLISH, drawn(TOPICS));
            add(all, Kind.POISON, drawn(TOPICS));
            add(all, Kind.FEW_FILES, drawn(Part.services()).label());
            add(all, Kind.NO_MEMORY, drawn(Part.services()).label());
        }
        List.of(Part.ORDERS, Part.PAYMENTS, Part.DATA_PLATFORM).forEach(it -> add(all, Kind.DISCONNECT, it.label()));
        List.of(Part.ORDERS, Part.PAYMENTS).forEach(it -> add(all, Kind.HELD_COMMIT, it.label()));
        List.of(Kind.PLATFORM_FAILING, Kind.PLATFORM_SLOW, Kind.PLATFORM_GARBAGE)
                .forEach(kind -> add(all, kind, PLATFORM));
        installation.disks().keySet().stream().sorted().forEach(it -> add(all, Kind.FULL_DISK, it.label()));
        if (all.isEmpty()) {
            throw new IllegalStateException("no fault of the kinds and targets that were asked for is possible here");
        }
        return all;
    }

    private void add(List<Card> all, Kind kind, String target) {
        if (kinds.contains(kind) && (targets.isEmpty() || !Collections.disjoint(targets, ends(target)))) {
            all.add(new Card(kind, target));
        }
    }

    private static List<String> ends(String target) {
        return List.of(target.split(Link.BETWEEN, -1));
    }

    private <T> T drawn(List<T> from) {
        return from.get(lots.nextInt(from.size()));
    }

    private Fault fault(Card card) {
        return switch (card.kind()) {
            case KILL -> onPart(card, Processes::kill);
            case IMMEDIATE_SHUTDOWN -> processes.immediateShutdown();
            case FREEZE -> onPart(card, Processes::freeze);
            case DATA_LOSS -> processes.dataLoss();
            case REWIND -> onPart(card, Processes::rewind);
            case SECOND_INSTANCE -> {
                boolean killed = lots.nextBoolean();
                yield onPart(card, (it, part) -> it.secondInstance(part, killed));
            }
            case FEW_FILES -> onPart(card, Processes::fewFiles);
            case NO_MEMORY -> onPart(card, Processes::noMemory);
            case FULL_DISK -> onPart(card, Processes::fullDisk);
            case LATENCY -> Lines.weather(link(card), Weather.late(Duration.ofMillis(lots.nextInt(50, 400))));
            case BANDWIDTH -> Lines.weather(link(card), Weather.thin(lots.nextInt(4_000, 40_000)));
            case HALF_OPEN -> Lines.weather(link(card), Weather.halfOpen());
            case RESET -> Lines.resets(link(card));
            case REPUBLISH -> records.republish(card.target());
            case POISON -> records.poison(card.target(), lots);
            case DISCONNECT -> Databases.disconnect(database(card));
            case HELD_COMMIT -> Databases.heldCommit(database(card));
            case PLATFORM_FAILING -> platform(Platform.Mode.FAILING);
            case PLATFORM_SLOW -> platform(Platform.Mode.SLOW);
            case PLATFORM_GARBAGE -> platform(Platform.Mode.GARBAGE);
        };
    }

    private Fault onPart(Card card, BiFunction<Processes, Part, Fault> fault) {
        return fault.apply(processes, part(card));
    }

    private static Part part(Card card) {
        for (Part part : Part.values()) {
            if (part.label().equals(card.target())) {
                return part;
            }
        }
        throw new IllegalArgumentException(card.target());
    }

    private Link link(Card card) {
        return installation.links().stream()
                .filter(link -> link.name().equals(card.target()))
                .findFirst()
                .orElseThrow();
    }

    private Database database(Card card) {
        return switch (part(card)) {
            case ORDERS -> installation.addresses().orders();
            case PAYMENTS -> installation.addresses().payments();
            default -> installation.addresses().deliveries();
        };
    }

    private Fault platform(Platform.Mode mode) {
        return new Fault() {
            @Override
            public void strike() {
                installation.platform().be(mode);
            }

            @Override
            public void heal() {
                installation.platform().be(Platform.Mode.WELL);
            }
        };
    }

    @Override
    public void close() {
        groups.close();
    }
}
