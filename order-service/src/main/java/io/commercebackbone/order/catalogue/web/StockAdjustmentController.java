package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.order.catalogue.AdjustStockResult.Adjusted;
import io.commercebackbone.order.catalogue.AdjustStockResult.InsufficientStock;
import io.commercebackbone.order.catalogue.AdjustStockResult.NoSuchProduct;
import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.catalogue.Stock;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
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

/** Changing stock by hand, and the ledger of all that changed it. */
@RestController
@RequestMapping("/admin/products/{id}/stock-adjustments")
class StockAdjustmentController {

    private final Stock stock;

    StockAdjustmentController(Stock stock) {
        this.stock = stock;
    }

    @PostMapping
    @Operation(summary = "Changes a product's stock by hand")
    @ApiResponse(responseCode = "201", description = "The entry of the ledger")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Product 0197a3c2-4a10-7b22-8c3d-1e2f3a4b5c6d does not exist")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "insufficient-stock",
            detail = "Product 0197a3c2-4a10-7b22-8c3d-1e2f3a4b5c6d has 3 units, 5 cannot be taken")
    ResponseEntity<StockEntryResponse> adjust(
            IdempotentCall call, @PathVariable UUID id, @RequestBody @Valid AdjustStockRequest request) {
        return call.once(() -> adjusted(id, request));
    }

    private ResponseEntity<StockEntryResponse> adjusted(UUID id, AdjustStockRequest request) {
        return switch (stock.adjust(new ProductId(id), request.delta(), request.reason())) {
            case Adjusted it -> created(StockEntryResponse.of(it.entry()));
            case NoSuchProduct it -> throw Problem.notFound("Product " + id);
            case InsufficientStock it ->
                throw new Problem(
                        HttpStatus.CONFLICT,
                        "insufficient-stock",
                        "Product %s has %d units, %d cannot be taken"
                                .formatted(id, it.product().stock(), -request.delta()));
        };
    }

    @GetMapping
    @Operation(summary = "Lists all that changed a product's stock, latest first")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Product 0197a3c2-4a10-7b22-8c3d-1e2f3a4b5c6d does not exist")
    StockLedgerPage ledger(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable Long after) {
        return stock.ledger(new ProductId(id), after, limit)
                .map(StockLedgerPage::of)
                .orElseThrow(() -> Problem.notFound("Product " + id));
    }

    @GetMapping("/{number}")
    @Operation(summary = "Shows a change of a product's stock")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Stock adjustment 7 of product 0197a3c2-4a10-7b22-8c3d-1e2f3a4b5c6d does not exist")
    StockEntryResponse entry(@PathVariable UUID id, @PathVariable long number) {
        return stock.entry(new ProductId(id), number)
                .map(StockEntryResponse::of)
                .orElseThrow(() -> Problem.notFound("Stock adjustment %d of product %s".formatted(number, id)));
    }

    private static ResponseEntity<StockEntryResponse> created(StockEntryResponse entry) {
        URI location =
                URI.create("/admin/products/%s/stock-adjustments/%d".formatted(entry.productId(), entry.number()));
        return ResponseEntity.created(location).body(entry);
    }
}
