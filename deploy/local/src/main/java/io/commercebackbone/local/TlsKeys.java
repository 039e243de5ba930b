package io.commercebackbone.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server's key and its certificate for the name {@code localhost}, signed by nobody else and valid for two days.
 *
 * @param store both, as PKCS #12 under {@link #PASSWORD}
 * @param key the private key as PEM, which only its owner may read
 * @param certificate as PEM; the authority for who trusts this server
 */
record TlsKeys(Path store, Path key, Path certificate) {

    static final String PASSWORD = "local-stack";
    private static final String ALIAS = "server";

    /** Makes new ones in a directory that is there. */
    static TlsKeys make(Path directory) {
        TlsKeys keys = new TlsKeys(
                directory.resolve("server.p12"), directory.resolve("server.key"), directory.resolve("server.crt"));
        try {
            keys.keytool(
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-storetype",
                    "PKCS12",
                    "-validity",
                    "2",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost");
            keys.keytool("-exportcert", "-rfc", "-file", keys.certificate.toString());
            keys.writeKey();
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("The server's keys cannot be made", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts this certificate and no other. */
    SSLContext trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, opened().getCertificate(ALIAS));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeKey() throws IOException, GeneralSecurityException {
        byte[] encoded = opened().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n", US_ASCII);
    }

    private KeyStore opened() throws IOException, GeneralSecurityException {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(Commands.java()).resolveSibling("keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", ALIAS));
        Commands.run(command);
    }
}
