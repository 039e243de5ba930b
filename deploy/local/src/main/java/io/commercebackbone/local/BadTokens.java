package io.commercebackbone.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that nobody may accept, for an admin whom the issuer would vouch for if asked. */
public final class BadTokens {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ADMIN = "\"roles\":[\"admin\"]";

    private BadTokens() {}

    /** One of each kind, by what is wrong with it. */
    public static Map<String, String> of(LocalIssuer issuer, UUID user) {
        String subject = user.toString();
        String good = claims(issuer, subject, HOUR, ADMIN);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no token", "nonsense");
        tokens.put("unsigned", LocalIssuer.encoded("{\"alg\":\"none\"}") + "." + LocalIssuer.encoded(good) + ".");
        tokens.put("signed with the public key as a secret", confused(issuer, good));
        tokens.put("signed by a stranger", issuer.forged(user));
        tokens.put("signed with an unknown key", LocalIssuer.signed("unknown", good, LocalIssuer.newKey()));
        tokens.put("tampered with", tampered(issuer, user, good));
        tokens.put("expired", issuer.expired(user));
        tokens.put("not yet valid", issuer.signed(claims(issuer, subject, HOUR, notBefore())));
        tokens.put("never ending", issuer.signed(good.replaceFirst("\"exp\":\\d+,", "")));
        tokens.put(
                "of another issuer",
                issuer.signed(LocalIssuer.claims("http://elsewhere", LocalIssuer.AUDIENCE, subject, HOUR, ADMIN)));
        tokens.put(
                "for another audience",
                issuer.signed(LocalIssuer.claims(issuer.uri(), "someone-else", subject, HOUR, ADMIN)));
        tokens.put("for no audience", issuer.signed(good.replaceFirst("\"aud\":\"[^\"]*\",", "")));
        tokens.put("of no user", issuer.signed(claims(issuer, "alice", HOUR, ADMIN)));
        return tokens;
    }

    private static String claims(LocalIssuer issuer, String subject, Duration validFor, String claim) {
        return LocalIssuer.claims(issuer.uri(), LocalIssuer.AUDIENCE, subject, validFor, claim);
    }

    private static String notBefore() {
        return ADMIN + ",\"nbf\":" + Instant.now().plus(HOUR).getEpochSecond();
    }

    /** A user's signature under an admin's claims. */
    private static String tampered(LocalIssuer issuer, UUID user, String claims) {
        String[] honest = issuer.token(user).split("\\.", -1);
        return honest[0] + "." + LocalIssuer.encoded(claims) + "." + honest[2];
    }

    private static String confused(LocalIssuer issuer, String claims) {
        String signed =
                LocalIssuer.encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + LocalIssuer.KEY_ID + "\"}") + "."
                        + LocalIssuer.encoded(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(issuer.jwks().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
