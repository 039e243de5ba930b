package io.commercebackbone.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells payloads apart by what they say: blanks, the order of fields and zeros at the end of a fraction make no
 * difference. What is no JSON is told apart by its bytes.
 */
final class Fingerprint {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    /** @param query of the request's URI, which says something too */
    static String of(@Nullable String query, byte[] body) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(query == null ? "" : query);
        try {
            fingerprint.add(JSON.readTree(body));
        } catch (JacksonException e) {
            fingerprint.digest.update(body);
        }
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            add("{" + node.size());
            node.propertyNames().stream().sorted().forEach(name -> {
                add(name);
                add(node.path(name));
            });
        } else if (node.isArray()) {
            add("[" + node.size());
            node.forEach(this::add);
        } else if (node.isNumber()) {
            add("#" + node.decimalValue().stripTrailingZeros());
        } else {
            add(node.toString());
        }
    }

    /** With its length, so that no two sequences of texts are the same bytes. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
