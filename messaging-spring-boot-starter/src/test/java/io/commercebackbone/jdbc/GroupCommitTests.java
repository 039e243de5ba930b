package io.commercebackbone.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTests {

    private static final int MOST = 3;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final List<Integer> alone = new CopyOnWriteArrayList<>();
    private final GroupCommit<Integer, String> commits =
            new GroupCommit<>("group-commit-test", MOST, this::together, this::alone);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        gate.countDown();
        callers.close();
        commits.stop();
    }

    @Test
    void whatComesAloneIsCommittedAtOnce() {
        gate.countDown();
        commits.start();

        assertThat(commits.run(1)).isEqualTo("together 1");
        assertThat(groups).containsExactly(List.of(1));
    }

    @Test
    void whatQueuesUpMeanwhileIsCommittedTogetherInItsOrderAndEachGetsItsOwnResult() throws Exception {
        commits.start();
        List<Future<String>> answers = behindTheFirst(2, 3, 4, 5, 6);

        gate.countDown();

        List<String> got = new ArrayList<>();
        for (Future<String> answer : answers) {
            got.add(answer.get());
        }
        assertThat(got)
                .containsExactly("together 1", "together 2", "together 3", "together 4", "together 5", "together 6");
        assertThat(groups).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
        assertThat(alone).isEmpty();
    }

    @Test
    void withGroupsOfOneEachGoesAlone() {
        gate.countDown();
        GroupCommit<Integer, String> ones = new GroupCommit<>("ones", 1, this::together, this::alone);
        ones.start();

        assertThat(ones.run(1)).isEqualTo("alone 1");
        assertThat(groups).isEmpty();
        ones.stop();
    }

    @Test
    void aGroupThatFailsIsDoneOneByOneAndTheBadOneFailsAlone() throws Exception {
        commits.start();
        List<Future<String>> answers = behindTheFirst(2, -3, 4);

        gate.countDown();

        assertThat(answers.get(1).get()).isEqualTo("alone 2");
        assertThatThrownBy(answers.get(2)::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("-3 is bad");
        assertThat(answers.get(3).get()).isEqualTo("alone 4");
        assertThat(commits.run(7)).isEqualTo("together 7");
    }

    @Test
    void moreThanTheQueueHoldsGoesAlone() throws Exception {
        commits.start();
        int waiting = 20 * MOST;
        List<Future<String>> answers =
                behindTheFirst(IntStream.range(0, waiting).map(i -> 2 + i).toArray());

        assertThat(commits.run(1_000)).isEqualTo("alone 1000");

        gate.countDown();
        for (Future<String> answer : answers) {
            assertThat(answer.get()).startsWith("together");
        }
    }

    @Test
    void beforeItsStartAndAfterItsStopEachGoesAlone() {
        gate.countDown();
        assertThat(commits.run(1)).isEqualTo("alone 1");
        commits.start();
        commits.stop();

        assertThat(commits.run(2)).isEqualTo("alone 2");
        assertThat(commits.isRunning()).isFalse();
    }

    @Test
    void whatIsQueuedWhenItStopsIsCommittedFirst() throws Exception {
        commits.start();
        List<Future<String>> answers = behindTheFirst(2, 3);
        Future<?> stopping = callers.submit(() -> commits.stop());
        await().until(() -> !commits.isRunning());

        gate.countDown();

        stopping.get();
        assertThat(answers.get(1).get()).isEqualTo("together 2");
        assertThat(answers.get(2).get()).isEqualTo("together 3");
    }

    /** Holds the thread in a group of 1 at the gate until these wait in their order. */
    private List<Future<String>> behindTheFirst(int... commands) {
        List<Future<String>> answers = new ArrayList<>();
        answers.add(callers.submit(() -> commits.run(1)));
        await().until(() -> groups.size() == 1);
        for (int command : commands) {
            int queued = answers.size();
            answers.add(callers.submit(() -> commits.run(command)));
            await().pollInterval(Duration.ofMillis(1)).until(() -> commits.depth() == queued);
        }
        return answers;
    }

    private List<String> together(List<Integer> commands) {
        groups.add(commands);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        commands.forEach(GroupCommitTests::check);
        return commands.stream().map(it -> "together " + it).toList();
    }

    private String alone(int command) {
        alone.add(command);
        check(command);
        return "alone " + command;
    }

    private static void check(int command) {
        if (command < 0) {
            throw new IllegalArgumentException(command + " is bad");
        }
    }
}
