package io.commercebackbone.ranking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
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
    @Operation(summary = "Lists the products that sell best, the best first")
    Ranking top(
            @Parameter(
                            description = "How far it looks back",
                            schema = @Schema(allowableValues = {"today", "3d", "7d", "30d"}))
                    @RequestParam(defaultValue = "today")
                    String window,
            @RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
        return rankings.top(Window.of(window), limit);
    }

    @GetMapping("/products/{id}")
    @Operation(summary = "Shows where a product stands; one that sold nothing has no rank")
    ProductRanking product(
            @PathVariable UUID id,
            @Parameter(
                            description = "How far it looks back",
                            schema = @Schema(allowableValues = {"today", "3d", "7d", "30d"}))
                    @RequestParam(defaultValue = "today")
                    String window) {
        return rankings.of(id, Window.of(window));
    }
}
