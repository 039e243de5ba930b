package io.commercebackbone.payment.balances.web;

import io.commercebackbone.http.CurrentUser;
import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.balances.BalanceEntry;
import io.commercebackbone.payment.balances.Balances;
import io.commercebackbone.payment.balances.ChargeBalance;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's balance. */
@RestController
@RequestMapping("/balances/me")
class BalanceController {

    private final Balances balances;

    BalanceController(Balances balances) {
        this.balances = balances;
    }

    @GetMapping
    @Operation(summary = "Shows the caller's balance")
    BalanceResponse get(CurrentUser user) {
        return new BalanceResponse(user.id(), balances.of(user.id()).amount());
    }

    @PostMapping("/charges")
    @Operation(summary = "Puts money into the caller's balance")
    @ApiResponse(responseCode = "201", description = "What it left")
    ResponseEntity<ChargeResponse> charge(
            CurrentUser user, IdempotentCall call, @RequestBody @Valid ChargeRequest request) {
        ChargeBalance command = new ChargeBalance(user.id(), new Money(request.amount()));
        return call.once(() -> created(balances.charge(command)));
    }

    @GetMapping("/entries")
    @Operation(summary = "Lists what changed the caller's balance, latest first")
    EntryPage entries(
            CurrentUser user,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable Long after) {
        return EntryPage.of(balances.entries(user.id(), after, limit));
    }

    @GetMapping("/entries/{number}")
    @Operation(summary = "Shows a change of the caller's balance")
    @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", detail = "Entry 7 does not exist")
    EntryResponse entry(CurrentUser user, @PathVariable long number) {
        return balances.entry(user.id(), number)
                .map(EntryResponse::of)
                .orElseThrow(() -> Problem.notFound("Entry " + number));
    }

    private static ResponseEntity<ChargeResponse> created(BalanceEntry entry) {
        return ResponseEntity.created(URI.create("/balances/me/entries/" + entry.number()))
                .body(new ChargeResponse(entry.balanceAfter().amount()));
    }
}
