package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.order.catalogue.Catalogue;
import io.commercebackbone.order.catalogue.ProductId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers see of the catalogue. */
@RestController
@RequestMapping("/products")
class ProductController {

    private final Catalogue catalogue;

    ProductController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    @Operation(summary = "Lists products")
    ProductPage list(
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after,
            @Parameter(description = "What comes first: the newest, the first by name, the cheapest")
                    @RequestParam(defaultValue = "newest")
                    SortParameter sort) {
        return ProductPage.of(catalogue.list(sort.sort, after == null ? null : new ProductId(after), limit), catalogue);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a product")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Product 0197a3c2-4a10-7b22-8c3d-1e2f3a4b5c6d does not exist")
    ProductResponse get(@PathVariable UUID id) {
        return catalogue
                .find(new ProductId(id))
                .map(product -> ProductResponse.of(product, catalogue.availability(product)))
                .orElseThrow(() -> Problem.notFound("Product " + id));
    }
}
