package io.commercebackbone.cart;

import io.commercebackbone.http.CurrentUser;
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
    Cart get(CurrentUser user) {
        return carts.of(user.id());
    }

    @PutMapping("/items/{productId}")
    Cart put(CurrentUser user, @PathVariable UUID productId, @Valid @RequestBody SetQuantity request) {
        return carts.put(user.id(), productId, request.quantity());
    }

    @DeleteMapping("/items/{productId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentUser user, @PathVariable UUID productId) {
        carts.remove(user.id(), productId);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void empty(CurrentUser user) {
        carts.empty(user.id());
    }
}
