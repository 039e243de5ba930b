package io.commercebackbone.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignerTests {

    private final Signer signer = new Signer("0123456789abcdef0123456789abcdef");

    /** Computed with another program: {@code printf '%s' '1767225600.{"payment":"€"}' | openssl dgst -sha256 -hmac …} */
    @Test
    void signsTimeAndBody() {
        assertThat(signer.sign(Instant.ofEpochSecond(1_767_225_600L, 999), "{\"payment\":\"€\"}"))
                .isEqualTo("t=1767225600,v1=2e52d30b1879f1898ddf348b9e0b3dfee2a1fc612209e506dd406633cf255cf5");
    }

    @Test
    void anotherBodyTimeOrSecretIsAnotherSignature() {
        Instant now = Instant.ofEpochSecond(1_767_225_600L);
        String signature = signer.sign(now, "{}");

        assertThat(signer.sign(now, "{} ")).isNotEqualTo(signature);
        assertThat(signer.sign(now.plusSeconds(1), "{}").split("v1=", 2)[1])
                .isNotEqualTo(signature.split("v1=", 2)[1]);
        assertThat(new Signer("1123456789abcdef0123456789abcdef").sign(now, "{}"))
                .isNotEqualTo(signature);
        assertThat(signer.sign(now, "{}")).isEqualTo(signature);
    }
}
