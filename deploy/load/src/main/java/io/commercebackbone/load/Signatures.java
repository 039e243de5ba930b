package io.commercebackbone.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;

/** Algorithms by which tokens are signed, and how often one core verifies such a signature. */
enum Signatures {
    RS256("RSA", 2048, "SHA256withRSA"),
    ES256("EC", 256, "SHA256withECDSAinP1363Format"),
    ED25519("Ed25519", 255, "Ed25519");

    /** As much as header and claims of our tokens. */
    private static final byte[] SIGNED = "x".repeat(400).getBytes(StandardCharsets.US_ASCII);

    private static final long NANOS = 1_000_000_000L;

    private final String keys;
    private final int bits;
    private final String algorithm;

    Signatures(String keys, int bits, String algorithm) {
        this.keys = keys;
        this.bits = bits;
        this.algorithm = algorithm;
    }

    /** Verifications a second, measured for a second at a time after one that does not count. */
    Figure perSecond(int times) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(pair.getPrivate());
        signing.update(SIGNED);
        byte[] signature = signing.sign();
        verifyForASecond(pair, signature);
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            figures.add(verifyForASecond(pair, signature));
        }
        return new Figure(figures);
    }

    private double verifyForASecond(KeyPair pair, byte[] signature) throws GeneralSecurityException {
        long begin = System.nanoTime();
        long count = 0;
        for (; System.nanoTime() - begin < NANOS; count++) {
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(pair.getPublic());
            verifying.update(SIGNED);
            if (!verifying.verify(signature)) {
                throw new IllegalStateException(algorithm + " does not verify what it has signed");
            }
        }
        return count * 1e9 / (System.nanoTime() - begin);
    }
}
