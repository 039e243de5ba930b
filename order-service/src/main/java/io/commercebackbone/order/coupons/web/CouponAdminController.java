package io.commercebackbone.order.coupons.web;

import io.commercebackbone.order.coupons.Campaigns;
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
    ResponseEntity<CampaignResponse> create(@RequestBody @Valid CreateCampaignRequest request) {
        CampaignResponse campaign = CampaignResponse.of(campaigns.create(request.command()));
        return ResponseEntity.created(URI.create("/coupons/" + campaign.id())).body(campaign);
    }
}
