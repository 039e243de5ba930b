package io.commercebackbone.payment.shipments.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A shipment leaves.
 *
 * @param trackingNumber what the carrier calls it
 */
record StartShipmentRequest(
        @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String trackingNumber) {}
