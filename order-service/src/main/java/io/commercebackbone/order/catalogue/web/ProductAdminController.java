package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.order.catalogue.Catalogue;
import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.catalogue.ProductSort;
import io.commercebackbone.order.catalogue.ProductView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Keeping the catalogue. */
@RestController
@RequestMapping("/admin/products")
class ProductAdminController {

    private final Catalogue catalogue;

    ProductAdminController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @PostMapping
    @Operation(summary = "Adds a product")
    @ApiResponse(responseCode = "201", description = "The product")
    ResponseEntity<ProductResponse> create(IdempotentCall call, @RequestBody @Valid CreateProductRequest request) {
        return call.once(() -> created(response(catalogue.create(request.command()))));
    }

    /** Without a choice it is the customers' list. */
    @GetMapping
    @Operation(summary = "Lists products by what is left of them, or as customers see them")
    ProductPage list(
            @Parameter(description = "Only products with that much left") @RequestParam(required = false) @Nullable
                    StockParameter stock,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        ProductId last = after == null ? null : new ProductId(after);
        return ProductPage.of(
                stock == null
                        ? catalogue.list(ProductSort.NEWEST, last, limit)
                        : catalogue.list(stock.availability, last, limit),
                catalogue);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Changes a product's name or price")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Product 0197a3c2-4a10-7b22-8c3d-1e2f3a4b5c6d does not exist")
    ProductResponse change(@PathVariable UUID id, @RequestBody @Valid ChangeProductRequest request) {
        return catalogue
                .change(new ProductId(id), request.command())
                .map(this::response)
                .orElseThrow(() -> Problem.notFound("Product " + id));
    }

    private ProductResponse response(ProductView product) {
        return ProductResponse.of(product, catalogue.availability(product));
    }

    private static ResponseEntity<ProductResponse> created(ProductResponse product) {
        return ResponseEntity.created(URI.create("/products/" + product.id())).body(product);
    }
}
