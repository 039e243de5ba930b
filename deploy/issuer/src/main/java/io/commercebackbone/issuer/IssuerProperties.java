package io.commercebackbone.issuer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the tokens say and how they are signed.
 *
 * @param audience the {@code aud} of every token: those who may accept it
 * @param keyFile where the private key is kept as a JWK; made at the first start, so that tokens outlive a restart
 */
@Validated
@ConfigurationProperties("issuer")
record IssuerProperties(
        @DefaultValue("commerce-backbone") @NotBlank String audience,
        @NotNull Path keyFile) {}
