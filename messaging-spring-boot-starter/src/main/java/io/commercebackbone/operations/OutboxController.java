package io.commercebackbone.operations;

import io.commercebackbone.http.Problem;
import io.commercebackbone.http.description.Refuses;
import io.commercebackbone.messaging.outbox.MissingEvents;
import io.commercebackbone.messaging.outbox.OutboxOperations;
import io.commercebackbone.messaging.outbox.OutboxOperations.ParkedKey;
import io.commercebackbone.messaging.outbox.OutboxOperations.Skipped;
import io.commercebackbone.messaging.outbox.OutboxOperations.Summary;
import io.commercebackbone.messaging.outbox.OutboxOperations.Unsent;
import io.commercebackbone.messaging.outbox.Republishing;
import io.commercebackbone.messaging.outbox.Republishing.Selection;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The outbox of this service: what waits in it, and sending events again. */
@RestController
@RequestMapping("/admin/${spring.application.name}/outbox")
class OutboxController {

    private final OutboxOperations outbox;
    private final Republishing republishing;
    private final MissingEvents missing;

    OutboxController(OutboxOperations outbox, Republishing republishing, MissingEvents missing) {
        this.outbox = outbox;
        this.republishing = republishing;
        this.missing = missing;
    }

    @GetMapping
    @Operation(summary = "Shows what Kafka has not acknowledged")
    OutboxPage unsent(
            @RequestParam(defaultValue = "20") @Min(1) @Max(500) int limit,
            @RequestParam(defaultValue = "0") @Min(0) long after) {
        Summary summary = outbox.summary();
        List<Unsent> found = outbox.unsent(after, limit + 1);
        List<Unsent> page = found.subList(0, Math.min(limit, found.size()));
        return new OutboxPage(
                summary.unsent(),
                summary.oldest(),
                summary.parkedKeys(),
                page,
                found.size() > limit ? Long.toString(page.getLast().id()) : null);
    }

    @GetMapping("/parked")
    @Operation(summary = "Lists keys that wait behind an event which cannot be sent")
    ParkedPage parked(
            @RequestParam(defaultValue = "20") @Min(1) @Max(500) int limit,
            @RequestParam(defaultValue = "") String after) {
        List<ParkedKey> found = outbox.parked(after, limit + 1);
        List<ParkedKey> page = found.subList(0, Math.min(limit, found.size()));
        return new ParkedPage(page, found.size() > limit ? page.getLast().key() : null);
    }

    @PostMapping("/parked/retry")
    @Operation(summary = "Has parked keys tried at once")
    RetriedKeys retry(@RequestBody @Valid ParkedRequest request, Principal caller) {
        return new RetriedKeys(outbox.retry(request.key(), caller.getName()));
    }

    @PostMapping("/parked/skip")
    @Operation(summary = "Gives the event up that a parked key waits behind")
    @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", detail = "Key 42 parked like this does not exist")
    Skipped skip(@RequestBody @Valid ParkedRequest request, Principal caller) {
        String key = request.key();
        String reason = request.reason();
        if (key == null || reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("A key and a reason are needed");
        }
        return outbox.skip(key, request.eventId(), caller.getName(), reason)
                .orElseThrow(() -> Problem.notFound("Key " + key + " parked like this"));
    }

    @PostMapping("/republish")
    @Operation(summary = "Sends events again, or those that were never sent")
    @Refuses(
            status = HttpStatus.CONFLICT,
            code = "missing-events-unknown",
            detail = "Without Kafka, or tables to compare with, this service cannot tell which events are missing")
    RepublishResponse republish(@RequestBody @Valid RepublishRequest request, Principal caller) {
        if (request.isMissingOnly()) {
            return missing(request, caller.getName());
        }
        Selection selection = new Selection(request.key(), request.from(), request.to());
        return RepublishResponse.of(
                request.isDryRun()
                        ? republishing.count(selection)
                        : republishing.republish(selection, caller.getName()));
    }

    @GetMapping("/audit")
    @Operation(summary = "Lists who did what about the outbox, latest first")
    OutboxAuditTrail audit(@RequestParam(defaultValue = "100") @Min(1) @Max(10_000) int limit) {
        return new OutboxAuditTrail(outbox.audit(limit));
    }

    private RepublishResponse missing(RepublishRequest request, String by) {
        if (!missing.isPossible()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "missing-events-unknown",
                    "Without Kafka, or tables to compare with, this service cannot tell which events are missing");
        }
        return RepublishResponse.of(
                missing.publish(request.key(), request.from(), request.to(), by, request.isDryRun()));
    }
}
