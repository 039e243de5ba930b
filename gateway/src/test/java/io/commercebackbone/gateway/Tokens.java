package io.commercebackbone.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An issuer's key and the tokens, good and bad, that can be made with it. */
public final class Tokens {

    public static final String USER = "0198c6b2-0000-7000-8000-000000000001";

    /** Made once: making them is what takes time. */
    private static final RSAKey FIRST = newKey();

    private static final RSAKey OTHER = newKey();

    private final String issuer;
    private RSAKey key = FIRST;

    public Tokens(String issuer) {
        this.issuer = issuer;
    }

    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** From now on tokens are signed with another key, the only one that {@link #jwks()} has. */
    public void takeAnotherKey() {
        key = OTHER;
    }

    public String keyId() {
        return key.getKeyID();
    }

    public String user() {
        return signed(it -> it);
    }

    public String admin() {
        return signed(it -> it.claim("roles", List.of("admin")));
    }

    public String of(UUID user) {
        return signed(it -> it.subject(user.toString()));
    }

    /** A good user's token but for what {@code change} does to it. */
    public String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, key.getKeyID(), change);
    }

    /** Under the name of the issuer's key. */
    public String signedByAStranger() {
        return signed(OTHER, key.getKeyID(), it -> it);
    }

    public String signedWithAnUnknownKey() {
        return signed(OTHER, OTHER.getKeyID(), it -> it);
    }

    /** Good in every way, and out of all proportion. */
    public String ofAHundredKilobytes() {
        return signed(it -> it.claim("more", "x".repeat(75 * 1024)));
    }

    public String unsigned() {
        return new PlainJWT(claims(it -> it)).serialize();
    }

    /** The confusion attack: the public key, known to all, taken for a shared secret. */
    public String signedWithThePublicKeyAsSecret() {
        try {
            byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
            return sign(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(secret), claims(it -> it));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signature of one token under the claims of another. */
    public String tampered() {
        String[] honest = user().split("\\.", -1);
        String[] wished = admin().split("\\.", -1);
        return honest[0] + "." + wished[1] + "." + honest[2];
    }

    private String signed(RSAKey by, String kid, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return sign(JWSAlgorithm.RS256, kid, new RSASSASigner(by), claims(change));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(USER)
                        .audience("commerce-backbone")
                        .claim("roles", List.of())
                        .claim("scope", List.of("shop"))
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(1)))))
                .build();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
