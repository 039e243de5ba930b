package io.commercebackbone.operations;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.messaging.deadletter.DeadLetter;
import io.commercebackbone.messaging.deadletter.DeadLetterOperations;
import io.commercebackbone.messaging.deadletter.DeadLetterOperations.Selected;
import io.commercebackbone.messaging.deadletter.DeadLetterProperties;
import io.commercebackbone.messaging.deadletter.LetterFilter;
import io.commercebackbone.messaging.deadletter.LetterId;
import io.commercebackbone.messaging.deadletter.LetterState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The dead letters of this service's group: what failed and why, and having it processed again or given up. */
@RestController
@RequestMapping("/admin/${spring.application.name}/dead-letters")
class DeadLetterController {

    private final DeadLetterOperations deadLetters;
    private final DeadLetterProperties properties;

    DeadLetterController(DeadLetterOperations deadLetters, DeadLetterProperties properties) {
        this.deadLetters = deadLetters;
        this.properties = properties;
    }

    @GetMapping
    @Operation(summary = "Lists what failed, in the order of topic, partition and offset")
    DeadLetterPage list(
            @Parameter(description = "A topic's or a dead-letter topic's name")
                    @RequestParam(required = false)
                    @Nullable
                    String topic,
            @Parameter(description = "The record's key") @RequestParam(required = false) @Nullable String key,
            @Parameter(description = "Why it failed") @RequestParam(required = false) @Nullable String cause,
            @Parameter(description = "Failed then or later") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Failed before") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Where it stands") @RequestParam(required = false) @Nullable LetterState state,
            @RequestParam(defaultValue = "20") @Min(1) @Max(500) int limit,
            @RequestParam(required = false) @Nullable String after) {
        LetterId behind = after == null ? null : DeadLetterRequest.letterId(after);
        List<DeadLetter> found =
                deadLetters.list(new LetterFilter(named(topic), null, key, cause, from, to, state), behind, limit + 1);
        List<DeadLetter> page = found.subList(0, Math.min(limit, found.size()));
        return new DeadLetterPage(
                page.stream().map(DeadLetterResponse::of).toList(),
                found.size() > limit ? page.getLast().id().toString() : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a dead letter with its headers, and its body to who may see it")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "Dead letter order-created-dlq:0:7 does not exist")
    StoredRecord get(@PathVariable String id, HttpServletRequest request) {
        DeadLetter letter =
                LetterId.parse(id).flatMap(deadLetters::find).orElseThrow(() -> Problem.notFound("Dead letter " + id));
        return deadLetters
                .record(letter)
                .map(it -> StoredRecord.of(letter, it, request.isUserInRole(properties.bodyRole())))
                .orElseThrow(() -> Problem.notFound("Dead letter " + id));
    }

    @GetMapping("/audit")
    @Operation(summary = "Lists who had what replayed or discarded, latest first")
    DeadLetterAudit audit(@RequestParam(defaultValue = "100") @Min(1) @Max(10_000) int limit) {
        return new DeadLetterAudit(deadLetters.audit(limit));
    }

    @PostMapping("/replay")
    @Operation(summary = "Has dead letters processed again, by the group that gave them up")
    @ApiResponse(responseCode = "200", description = "A dry run, or none is open")
    @ApiResponse(responseCode = "202", description = "The replay has begun")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "A listener of this service for the topic payments does not exist")
    ResponseEntity<Selected> replay(@RequestBody @Valid DeadLetterRequest request, Principal caller) {
        Selected selected = deadLetters.replay(filter(request), caller.getName(), request.rate(), request.isDryRun());
        return ResponseEntity.status(selected.operation() == null ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(selected);
    }

    @PostMapping("/discard")
    @Operation(summary = "Gives dead letters up")
    @Refuses(
            status = HttpStatus.NOT_FOUND,
            code = "not-found",
            detail = "A listener of this service for the topic payments does not exist")
    Selected discard(@RequestBody @Valid DeadLetterRequest request, Principal caller) {
        String reason = request.reason();
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("A reason is needed");
        }
        return deadLetters.discard(filter(request), caller.getName(), reason, request.isDryRun());
    }

    private LetterFilter filter(DeadLetterRequest request) {
        String topic = request.topic();
        if (topic != null && deadLetters.topic(topic).isEmpty()) {
            throw Problem.notFound("A listener of this service for the topic " + topic);
        }
        return request.filter(named(topic));
    }

    private @Nullable String named(@Nullable String topic) {
        return topic == null ? null : deadLetters.topic(topic).orElse(topic);
    }
}
