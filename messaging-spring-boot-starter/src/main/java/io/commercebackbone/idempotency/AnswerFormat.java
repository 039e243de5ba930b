package io.commercebackbone.idempotency;

import io.commercebackbone.http.Problem;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an answer to one request exactly as the HTTP edge writes it, outside of the request's thread too.
 *
 * @param path of the request, which its problems name
 * @param traceId of the request, which its problems name as well
 */
record AnswerFormat(JsonMapper json, URI path, String traceId) {

    /**
     * Refusals that say what was found: asked again, the same would be found. Those that never got to what was asked
     * (400, 401, 403, 413, 429 …) are not remembered, nor is any failure of ours.
     */
    private static final Set<HttpStatus> DECIDED = Set.of(
            HttpStatus.PAYMENT_REQUIRED,
            HttpStatus.NOT_FOUND,
            HttpStatus.CONFLICT,
            HttpStatus.GONE,
            HttpStatus.UNPROCESSABLE_CONTENT);

    /** What the handler answers, or refuses with a {@link Problem}; empty if that must not be remembered. */
    <T> Optional<StoredAnswer> write(Supplier<T> answer) {
        try {
            T value = answer.get();
            return value instanceof ResponseEntity<?> entity
                    ? entity(entity)
                    : Optional.of(answer(HttpStatus.OK, null, value, MediaType.APPLICATION_JSON));
        } catch (Problem e) {
            return problem(e);
        }
    }

    /** Lets the handler answer for the first time: a refusal bears the trace id that is stored with it. */
    <T> T first(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (Problem e) {
            e.getBody().setProperty("traceId", traceId);
            throw e;
        }
    }

    private Optional<StoredAnswer> entity(ResponseEntity<?> entity) {
        return entity.getStatusCode().is2xxSuccessful()
                ? Optional.of(answer(
                        entity.getStatusCode(),
                        entity.getHeaders().getFirst(HttpHeaders.LOCATION),
                        entity.getBody(),
                        MediaType.APPLICATION_JSON))
                : Optional.empty();
    }

    private Optional<StoredAnswer> problem(Problem problem) {
        boolean passing = problem.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER);
        if (passing
                || !DECIDED.contains(HttpStatus.resolve(problem.getStatusCode().value()))) {
            return Optional.empty();
        }
        ProblemDetail body = problem.getBody();
        body.setInstance(path);
        body.setProperty("traceId", traceId);
        return Optional.of(answer(problem.getStatusCode(), null, body, MediaType.APPLICATION_PROBLEM_JSON));
    }

    private StoredAnswer answer(
            HttpStatusCode status, @Nullable String location, @Nullable Object body, MediaType type) {
        return body == null
                ? new StoredAnswer(status.value(), null, location, "")
                : new StoredAnswer(status.value(), type.toString(), location, json.writeValueAsString(body));
    }
}
