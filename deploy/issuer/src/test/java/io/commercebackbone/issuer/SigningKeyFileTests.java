package io.commercebackbone.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTests {

    @TempDir
    Path directory;

    @Test
    void keepsItsKeyOverARestart() {
        Path file = directory.resolve("new/directory/key.json");
        assertThat(new SigningKeyFile(file).readOrCreate()).isEqualTo(new SigningKeyFile(file).readOrCreate());
    }

    @Test
    void saysWhatToDoAboutAFileWithoutAKey() throws Exception {
        Path file = Files.writeString(directory.resolve("key.json"), "not a key");
        assertThatIllegalStateException()
                .isThrownBy(new SigningKeyFile(file)::readOrCreate)
                .withMessageContaining("remove it");
    }
}
