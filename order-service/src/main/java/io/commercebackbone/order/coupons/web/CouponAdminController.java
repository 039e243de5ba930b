package io.commercebackbone.order.coupons.web;

import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.order.coupons.Campaigns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starting campaigns. */
@RestController
@RequestMapping("/admin/coupons")
class CouponAdminController {

    private final Campaigns campaigns;

    CouponAdminController(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @PostMapping
    @Operation(summary = "Starts a campaign")
    @ApiResponse(responseCode = "201", description = "The campaign")
    ResponseEntity<CampaignResponse> create(IdempotentCall call, @RequestBody @Valid CreateCampaignRequest request) {
        return call.once(() -> created(CampaignResponse.of(campaigns.create(request.command()))));
    }

    private static ResponseEntity<CampaignResponse> created(CampaignResponse campaign) {
        return ResponseEntity.created(URI.create("/coupons/" + campaign.id())).body(campaign);
    }
}
