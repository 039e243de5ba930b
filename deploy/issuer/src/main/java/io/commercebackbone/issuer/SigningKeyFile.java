package io.commercebackbone.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's private key on disk. RS256 because a token is signed once and verified at every hop, and RSA is the
 * fastest to verify.
 */
final class SigningKeyFile {

    private static final Logger log = LoggerFactory.getLogger(SigningKeyFile.class);
    private static final int BITS = 2048;

    private final Path file;

    SigningKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Reads the key, or makes and stores one where there is none.
     *
     * @throws IllegalStateException when the file is there but holds no RSA key
     * @throws UncheckedIOException when it cannot be read or written
     */
    RSAKey readOrCreate() {
        try {
            return Files.exists(file) ? read() : create();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the key file " + file, e);
        }
    }

    private RSAKey read() throws IOException {
        try {
            return RSAKey.parse(Files.readString(file));
        } catch (ParseException e) {
            throw new IllegalStateException(file + " holds no RSA key; remove it and a new one is made", e);
        }
    }

    private RSAKey create() throws IOException {
        RSAKey key = generate();
        Files.createDirectories(file.getParent());
        // readable by its owner only from the first byte, and never seen half written
        Path draft = Files.createTempFile(file.getParent(), "issuer", ".tmp");
        Files.writeString(draft, key.toJSONString());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        log.info("Made a signing key kid={} file={}", key.getKeyID(), file);
        return key;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot make RSA keys", e);
        }
    }
}
