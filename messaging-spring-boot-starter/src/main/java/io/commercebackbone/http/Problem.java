package io.commercebackbone.http;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An expected refusal: answered as {@code application/problem+json} with a code that clients can rely on. */
public class Problem extends ErrorResponseException {

    private static final long JUST_NO_SECOND = 999_999_999;

    public Problem(HttpStatus status, String code, String detail) {
        super(status, body(status, code, detail), null);
    }

    /** A refusal that is worth trying again after {@code retryAfter}, rounded up to seconds. */
    public static Problem retryable(HttpStatus status, String code, String detail, Duration retryAfter) {
        Problem problem = new Problem(status, code, detail);
        problem.getHeaders()
                .set(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(
                                Math.max(1, retryAfter.plusNanos(JUST_NO_SECOND).toSeconds())));
        return problem;
    }

    public static Problem notFound(String what) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", what + " does not exist");
    }

    static ProblemDetail body(HttpStatus status, String code, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        name(body, code);
        return body;
    }

    /** Gives a problem its stable names. */
    static void name(ProblemDetail body, String code) {
        body.setType(URI.create("urn:commerce-backbone:problem:" + code));
        body.setProperty("code", code);
    }
}
