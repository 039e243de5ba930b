package io.commercebackbone.verify.callers;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.callers.CallerTable.Expected;
import io.commercebackbone.verify.callers.CallerTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerTableTests {

    private final List<Operation> described = Operation.all();
    private final List<Row> rows = CallerTable.read();

    @Test
    void everyDescribedOperationIsInTheTableAndNothingElse() {
        assertThat(rows)
                .extracting(Row::toString)
                .as("src/test/resources/callers/expected.txt has a line for each operation of src/main/openapi/*.json")
                .containsExactlyInAnyOrderElementsOf(
                        described.stream().map(Operation::toString).toList());
    }

    @Test
    void whatIsExpectedIsDescribed() {
        for (Row row : rows) {
            Operation operation =
                    described.stream().filter(row::isOf).findFirst().orElseThrow();
            for (Caller caller : Caller.values()) {
                assertThat(operation.statuses())
                        .as("%s for %s", row, caller)
                        .contains(Integer.toString(row.straight(caller).status()));
            }
        }
    }

    @Test
    void nothingIsAnsweredWithoutAToken() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.straight(Caller.NOBODY)).isEqualTo(refused(401)));
    }

    @Test
    void operatorsCallsAreForAdministratorsOnly() {
        assertThat(rows.stream().filter(Row::isForOperators)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.straight(Caller.OTHER)).isEqualTo(refused(403));
            assertThat(row.straight(Caller.USER)).isEqualTo(refused(403));
            assertThat(row.straight(Caller.INTERNAL)).isEqualTo(refused(403));
        });
    }

    @Test
    void internalCallsAreForServicesOnly() {
        assertThat(rows.stream().filter(Row::isInternal)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.straight(Caller.OTHER)).isEqualTo(refused(403));
            assertThat(row.straight(Caller.USER)).isEqualTo(refused(403));
            assertThat(row.straight(Caller.ADMIN)).isEqualTo(refused(403));
        });
    }

    @Test
    void nobodyButTheOwnerSeesWhatIsPrivate() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.answers())
                        .allSatisfy((caller, answer) -> assertThat(answer.isPrivate() && caller != Caller.USER)
                                .isFalse()));
    }

    private static Expected refused(int status) {
        return new Expected(status, false);
    }
}
