package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.order.catalogue.Catalogue;
import io.commercebackbone.order.catalogue.ProductId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    ProductPage list(
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "newest") SortParameter sort) {
        return ProductPage.of(catalogue.list(sort.sort, after == null ? null : new ProductId(after), limit), catalogue);
    }

    @GetMapping("/{id}")
    ProductResponse get(@PathVariable UUID id) {
        return catalogue
                .find(new ProductId(id))
                .map(product -> ProductResponse.of(product, catalogue.availability(product)))
                .orElseThrow(() -> Problem.notFound("Product " + id));
    }
}
