package io.commercebackbone.dataplatform;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The delivery log for operators. */
@RestController
@RequestMapping("/admin/dataplatform-service/deliveries")
class DeliveryController {

    private final DeliveryLog log;

    DeliveryController(DeliveryLog log) {
        this.log = log;
    }

    @GetMapping
    @Operation(summary = "Lists what was sent to the platform, latest event first")
    DeliveryPage list(
            @Parameter(description = "Only events of this order") @RequestParam(required = false) @Nullable
                    UUID orderId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable Long after) {
        return DeliveryPage.of(log.latest(orderId, after, limit + 1), limit);
    }
}
