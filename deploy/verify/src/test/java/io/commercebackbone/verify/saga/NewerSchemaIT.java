package io.commercebackbone.verify.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.suite.Database;
import io.commercebackbone.verify.suite.Suite;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** During an upgrade, and after a rollback, a service runs on a schema that its next version has migrated. */
class NewerSchemaIT {

    private static final String NEWER = "from a newer version";

    private final Suite suite = Suite.running();
    private final List<Database> databases = List.of(suite.orders(), suite.payments());

    @AfterEach
    void forget() {
        databases.forEach(it -> it.change("delete from flyway_schema_history where description = ?", NEWER));
    }

    /** Numbers of the outbox' migrations lie below those that the service knows, its own above. */
    @Test
    void aServiceStartsOnASchemaThatItsNextVersionHasMigrated() {
        for (Database database : databases) {
            migrated(database, "0900");
            migrated(database, "9001");
        }
        suite.orderService().stop();
        suite.paymentService().stop();

        suite.startBoth();

        assertThat(suite.orderService().ready()).isTrue();
        assertThat(suite.paymentService().ready()).isTrue();
    }

    private static void migrated(Database database, String version) {
        database.change("""
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            select max(installed_rank) + 1, ?, ?, 'SQL', 'V.sql', 1, current_user, 1, true
            from flyway_schema_history
            """, version, NEWER);
    }
}
