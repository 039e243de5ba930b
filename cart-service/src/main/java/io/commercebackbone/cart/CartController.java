package io.commercebackbone.cart;

import io.commercebackbone.http.CurrentUser;
import io.commercebackbone.http.description.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own cart over HTTP; nobody reaches somebody else's. */
@RestController
@RequestMapping("/carts/me")
class CartController {

    private final Carts carts;

    CartController(Carts carts) {
        this.carts = carts;
    }

    @GetMapping
    @Operation(summary = "Shows the caller's cart")
    Cart get(CurrentUser user) {
        return carts.of(user.id());
    }

    @PutMapping("/items/{productId}")
    @Operation(summary = "Sets how many of a product are in the caller's cart")
    @Refuses(status = HttpStatus.CONFLICT, code = "cart-full", detail = "A cart holds 100 different products at most")
    Cart put(CurrentUser user, @PathVariable UUID productId, @Valid @RequestBody SetQuantity request) {
        return carts.put(user.id(), productId, request.quantity());
    }

    @DeleteMapping("/items/{productId}")
    @Operation(summary = "Takes a product out of the caller's cart")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentUser user, @PathVariable UUID productId) {
        carts.remove(user.id(), productId);
    }

    @DeleteMapping
    @Operation(summary = "Empties the caller's cart")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void empty(CurrentUser user) {
        carts.empty(user.id());
    }
}
