package io.commercebackbone.ranking;

import io.commercebackbone.http.Problem;
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
    Rebuild latest() {
        return rebuilds.latest().orElseThrow(() -> Problem.notFound("A rebuild of the ranking"));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Rebuild begin(@RequestBody(required = false) @Nullable BeginRebuild request, Principal caller) {
        BeginRebuild what = request == null ? BeginRebuild.OF_EVERYTHING : request;
        return rebuilds.begin(what.from(), what.isForced(), caller.getName());
    }

    @PostMapping("/abort")
    Rebuild abort(Principal caller) {
        return rebuilds.abort(caller.getName());
    }
}
