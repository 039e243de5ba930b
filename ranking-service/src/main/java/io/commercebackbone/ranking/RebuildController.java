package io.commercebackbone.ranking;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators have the ranking counted anew. */
@RestController
@RequestMapping("/admin/${spring.application.name}/rebuild")
class RebuildController {

    private final Rebuilds rebuilds;

    RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @GetMapping
    @Operation(summary = "Shows the rebuild that runs, or the latest that did")
    @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", detail = "A rebuild of the ranking does not exist")
    Rebuild latest() {
        return rebuilds.latest().orElseThrow(() -> Problem.notFound("A rebuild of the ranking"));
    }

    @PostMapping
    @Operation(summary = "Has the ranking counted anew")
    @Refuses(status = HttpStatus.CONFLICT, code = "rebuild-running", detail = "Another rebuild of the ranking runs")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "log-too-short",
            detail =
                    "Events of 2026-02-01 were deleted: [order-created, order-cancelled] are complete since 2026-02-03T04:05:06Z, which is good for days from 2026-02-05 on")
    @Refuses(status = HttpStatus.CONFLICT, code = "kafka-switched-off", detail = "There is no log without Kafka")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Rebuild begin(@RequestBody(required = false) @Nullable BeginRebuild request, Principal caller) {
        BeginRebuild what = request == null ? BeginRebuild.OF_EVERYTHING : request;
        return rebuilds.begin(what.from(), what.isForced(), caller.getName());
    }

    @PostMapping("/abort")
    @Operation(summary = "Ends the rebuild that runs without effect")
    @Refuses(status = HttpStatus.CONFLICT, code = "no-rebuild-running", detail = "No rebuild of the ranking runs")
    Rebuild abort(Principal caller) {
        return rebuilds.abort(caller.getName());
    }
}
