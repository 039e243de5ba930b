package io.commercebackbone.order.catalogue.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.idempotency.IdempotentCall;
import io.commercebackbone.order.catalogue.Catalogue;
import io.commercebackbone.order.catalogue.ProductId;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
    ResponseEntity<ProductResponse> create(IdempotentCall call, @RequestBody @Valid CreateProductRequest request) {
        return call.once(() -> created(ProductResponse.of(catalogue.create(request.command()))));
    }

    @PatchMapping("/{id}")
    ProductResponse change(@PathVariable UUID id, @RequestBody @Valid ChangeProductRequest request) {
        return catalogue
                .change(new ProductId(id), request.command())
                .map(ProductResponse::of)
                .orElseThrow(() -> Problem.notFound("Product " + id));
    }

    private static ResponseEntity<ProductResponse> created(ProductResponse product) {
        return ResponseEntity.created(URI.create("/products/" + product.id())).body(product);
    }
}
