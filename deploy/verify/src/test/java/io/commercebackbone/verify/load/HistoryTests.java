package io.commercebackbone.verify.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.load.History.Begun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTests {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456Z");
    private static final UUID USER = UUID.randomUUID();

    @TempDir
    private Path directory;

    @Test
    void isReadBackAsItWasWritten() throws IOException {
        Path file = directory.resolve("history.jsonl");
        List<Operation> written;
        try (History history = new History(file)) {
            Begun charge = history.begin(3, Action.CHARGE, USER, "key", "20000", AT);
            Begun order = history.begin(4, Action.ORDER, USER, "", "a*1,b*2", AT.plusMillis(1));
            history.end(order.ended(AT.plusMillis(5), Outcome.UNKNOWN, 504, "upstream-timeout", ""));
            history.end(charge.ended(AT.plusMillis(9), Outcome.OK, 201, "", "20000"));
            written = history.operations();
        }

        assertThat(History.read(file)).isEqualTo(written);
    }

    @Test
    void whatHasNoEndIsUnknown() throws IOException {
        Path file = directory.resolve("history.jsonl");
        try (History history = new History(file)) {
            history.begin(1, Action.PAY, USER, "key", UUID.randomUUID().toString(), AT);
        }

        assertThat(History.read(file))
                .singleElement()
                .satisfies(operation -> assertThat(operation.outcome()).isEqualTo(Outcome.UNKNOWN));
    }

    @Test
    void linesAreReadBackAsTheyWereWritten() {
        List<Line> lines = List.of(new Line(UUID.randomUUID(), 1), new Line(UUID.randomUUID(), 12));

        assertThat(Line.of(Line.text(lines))).isEqualTo(lines);
        assertThat(Line.of("")).isEmpty();
    }
}
