package io.commercebackbone.ranking;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rankings over HTTP. */
@RestController
@RequestMapping("/rankings")
class RankingController {

    private final Rankings rankings;

    RankingController(Rankings rankings) {
        this.rankings = rankings;
    }

    @GetMapping
    Ranking top(
            @RequestParam(defaultValue = "today") String window,
            @RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
        return rankings.top(Window.of(window), limit);
    }

    @GetMapping("/products/{id}")
    ProductRanking product(@PathVariable UUID id, @RequestParam(defaultValue = "today") String window) {
        return rankings.of(id, Window.of(window));
    }
}
