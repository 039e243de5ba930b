package io.commercebackbone.order.catalogue;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The catalogue.
 *
 * @param lowStock a product of which this many units are left, or fewer, is low
 */
@Validated
@ConfigurationProperties("catalogue")
record CatalogueProperties(@DefaultValue("10") @Min(0) int lowStock) {}
