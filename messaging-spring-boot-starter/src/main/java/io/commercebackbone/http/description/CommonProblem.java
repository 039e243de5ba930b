package io.commercebackbone.http.description;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;

/**
 * A refusal that all operations of a kind have; it is shown once and referred to by its code.
 *
 * @param concerns whether an operation has it
 */
record CommonProblem(DescribedProblem problem, Predicate<DescribedCall> concerns) {

    static final List<CommonProblem> ALL = List.of(
            of(HttpStatus.BAD_REQUEST, "validation-failed", "The request is not valid", DescribedCall::hasInput),
            of(
                    HttpStatus.BAD_REQUEST,
                    "idempotency-key-invalid",
                    "Idempotency-Key must be given once and have 1 to 200 printable ASCII characters",
                    DescribedCall::takesKey),
            of(HttpStatus.UNAUTHORIZED, "unauthorized", "A valid bearer token is needed", call -> true),
            of(HttpStatus.FORBIDDEN, "forbidden", "The token does not allow this call", DescribedCall::isForSome),
            of(
                    HttpStatus.NOT_ACCEPTABLE,
                    "not-acceptable",
                    "Acceptable representations: [application/json, application/problem+json].",
                    DescribedCall::answersJson),
            passing(
                    HttpStatus.CONFLICT,
                    "idempotency-key-in-flight",
                    "A request under the same idempotency key is still running",
                    DescribedCall::takesKey),
            of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "content-too-large",
                    "The request's body must not exceed 65536 bytes",
                    DescribedCall::hasBody),
            of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "Content-Type 'text/plain' is not supported.",
                    DescribedCall::hasBody),
            of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "The idempotency key was used for another payload",
                    DescribedCall::takesKey),
            of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong on our side", call -> true),
            passing(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "service-unavailable",
                    "The data cannot be reached just now",
                    call -> true));

    private static CommonProblem of(HttpStatus status, String code, String detail, Predicate<DescribedCall> concerns) {
        return new CommonProblem(new DescribedProblem(status, code, detail, false), concerns);
    }

    /** One that says when to try again. */
    private static CommonProblem passing(
            HttpStatus status, String code, String detail, Predicate<DescribedCall> concerns) {
        return new CommonProblem(new DescribedProblem(status, code, detail, true), concerns);
    }
}
