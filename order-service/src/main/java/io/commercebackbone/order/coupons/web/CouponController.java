package io.commercebackbone.order.coupons.web;

import io.commercebackbone.http.CurrentUser;
import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.order.coupons.CampaignId;
import io.commercebackbone.order.coupons.Campaigns;
import io.commercebackbone.order.coupons.CouponId;
import io.commercebackbone.order.coupons.CouponStatus;
import io.commercebackbone.order.coupons.CouponView;
import io.commercebackbone.order.coupons.Coupons;
import io.commercebackbone.order.coupons.IssueCouponResult;
import io.commercebackbone.order.coupons.IssueCouponResult.AlreadyIssued;
import io.commercebackbone.order.coupons.IssueCouponResult.Busy;
import io.commercebackbone.order.coupons.IssueCouponResult.Issued;
import io.commercebackbone.order.coupons.IssueCouponResult.NoSuchCampaign;
import io.commercebackbone.order.coupons.IssueCouponResult.NotBegun;
import io.commercebackbone.order.coupons.IssueCouponResult.Over;
import io.commercebackbone.order.coupons.IssueCouponResult.SoldOut;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns as users see them, and their coupons. */
@RestController
@RequestMapping("/coupons")
class CouponController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Campaigns campaigns;
    private final Coupons coupons;

    CouponController(Campaigns campaigns, Coupons coupons) {
        this.campaigns = campaigns;
        this.coupons = coupons;
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a campaign")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Coupon 0197a3c2-6d20-7c33-9d4e-2f3a4b5c6d7e does not exist")
    CampaignResponse campaign(@PathVariable UUID id) {
        return campaigns
                .find(new CampaignId(id))
                .map(CampaignResponse::of)
                .orElseThrow(() -> Problem.notFound("Coupon " + id));
    }

    @PostMapping("/{id}/issue")
    @Operation(summary = "Gives the caller a coupon of a campaign")
    @ApiResponse(responseCode = "201", description = "The caller's coupon")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Coupon 0197a3c2-6d20-7c33-9d4e-2f3a4b5c6d7e does not exist")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "coupon-already-issued",
            detail = "You have one of coupon 0197a3c2-6d20-7c33-9d4e-2f3a4b5c6d7e")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "coupon-sold-out",
            detail = "Coupon 0197a3c2-6d20-7c33-9d4e-2f3a4b5c6d7e is sold out")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "coupon-not-active",
            detail = "Coupon 0197a3c2-6d20-7c33-9d4e-2f3a4b5c6d7e is not issued yet",
            retryAfter = true)
    @Refuses(
            status = HttpStatus.SERVICE_UNAVAILABLE,
            code = "coupon-intake-busy",
            detail = "The coupon was not issued in time; trying again is safe, nobody gets two",
            retryAfter = true)
    ResponseEntity<CouponResponse> issue(CurrentUser user, IdempotentCall call, @PathVariable UUID id) {
        return call.once(
                receipt -> campaigns.issue(new CampaignId(id), user.id(), receipt),
                (IssueCouponResult result) -> issued(id, result));
    }

    @GetMapping("/mine")
    @Operation(summary = "Lists the caller's coupons, latest first")
    CouponPage mine(
            CurrentUser user,
            @Parameter(description = "Only coupons that are so") @RequestParam(required = false) @Nullable
                    CouponStatus status,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return CouponPage.of(coupons.list(user.id(), status, after == null ? null : new CouponId(after), limit));
    }

    @GetMapping("/mine/{id}")
    @Operation(summary = "Shows a coupon of the caller")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Your coupon 0197a3c2-6d20-7c33-9d4e-2f3a4b5c6d7e does not exist")
    CouponResponse coupon(
            CurrentUser user, @Parameter(description = "Which one of the caller's coupons") @PathVariable UUID id) {
        return coupons.find(user.id(), new CouponId(id))
                .map(CouponResponse::of)
                .orElseThrow(() -> Problem.notFound("Your coupon " + id));
    }

    private static ResponseEntity<CouponResponse> issued(UUID id, IssueCouponResult result) {
        return switch (result) {
            case Issued it -> created(it.coupon());
            case AlreadyIssued it -> throw conflict("coupon-already-issued", "You have one of coupon %s", id);
            case SoldOut it -> throw conflict("coupon-sold-out", "Coupon %s is sold out", id);
            case NotBegun it -> throw notBegun(id, it.beginsIn());
            case Over it -> throw conflict("coupon-not-active", "Coupon %s is not issued any more", id);
            case NoSuchCampaign it -> throw Problem.notFound("Coupon " + id);
            case Busy it -> throw busy();
        };
    }

    private static ResponseEntity<CouponResponse> created(CouponView coupon) {
        return ResponseEntity.created(URI.create("/coupons/mine/" + coupon.id()))
                .body(CouponResponse.of(coupon));
    }

    private static Problem conflict(String code, String detail, UUID id) {
        return new Problem(HttpStatus.CONFLICT, code, detail.formatted(id));
    }

    /** It passes, so it is worth trying again under the same key. */
    private static Problem notBegun(UUID id, Duration beginsIn) {
        return Problem.retryable(
                HttpStatus.CONFLICT, "coupon-not-active", "Coupon %s is not issued yet".formatted(id), beginsIn);
    }

    private static Problem busy() {
        return Problem.retryable(
                HttpStatus.SERVICE_UNAVAILABLE,
                "coupon-intake-busy",
                "The coupon was not issued in time; trying again is safe, nobody gets two",
                RETRY_AFTER);
    }
}
