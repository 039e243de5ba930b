package io.commercebackbone.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.LocalIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogAuditTests {

    private final UUID person = UUID.randomUUID();
    private final LogAudit audit = new LogAudit(List.of(person), List.of("the-secret-of-a-platform"));

    @TempDir
    private Path directory;

    @Test
    void findsTokensSecretsAndPersons() throws IOException {
        Files.write(
                directory.resolve("a.log"),
                List.of(
                        "all is well order=" + UUID.randomUUID() + " traceId=0af7651916cd43dd8448eb211c80319c",
                        "called with " + LocalIssuer.shared().token(person),
                        "Authorization: Bearer abcdefghijklmnop",
                        "posting grant_type=client_credentials&client_secret=order-service",
                        "signed by the-secret-of-a-platform",
                        "charged user=" + person,
                        "key (user)=(" + person.toString().toUpperCase(Locale.ROOT) + ")"));
        Files.writeString(directory.resolve("other.txt"), "user=" + person);

        assertThat(audit.findings(directory))
                .map(it -> it.split(": ", 3)[1])
                .containsExactly("a token", "a secret", "a secret", "a secret", "a person", "a person");
    }
}
