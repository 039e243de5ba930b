package io.commercebackbone.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Answers whatever a controller throws as a problem with {@code code} and {@code traceId}. What nobody expected is
 * logged and answered as 500 without saying why.
 */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final CurrentTrace trace;

    ProblemAdvice(CurrentTrace trace) {
        this.trace = trace;
    }

    @ExceptionHandler(IllegalArgumentException.class)
    @Nullable
    ResponseEntity<Object> invalid(IllegalArgumentException e, WebRequest request) {
        String detail = e.getMessage() == null ? "The request is not valid" : e.getMessage();
        ProblemDetail body = Problem.body(HttpStatus.BAD_REQUEST, "validation-failed", detail);
        return handleExceptionInternal(e, body, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    /** Also for those who tell an expected failure from one that is not. */
    @ExceptionHandler(Exception.class)
    public @Nullable ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        log.error("Request failed unexpectedly: {}", request.getDescription(false), e);
        ProblemDetail body =
                Problem.body(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong on our side");
        return handleExceptionInternal(e, body, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> describe(error.getField(), error.getDefaultMessage()))
                .toList();
        return invalid(e, errors, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error ->
                                describe(result.getMethodParameter().getParameterName(), error.getDefaultMessage())))
                .toList();
        return invalid(e, errors, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return BodyFault.of(e)
                .map(fault -> invalid(e, List.of(fault), headers, status, request))
                .orElseGet(() -> {
                    ProblemDetail body = Problem.body(
                            HttpStatus.BAD_REQUEST,
                            "validation-failed",
                            "The request's body is not the JSON it should be");
                    return handleExceptionInternal(e, body, headers, status, request);
                });
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail body = Problem.body(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this path");
        return handleExceptionInternal(e, body, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> invalid(
            Exception e,
            List<Map<String, String>> errors,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail body = Problem.body(HttpStatus.BAD_REQUEST, "validation-failed", "The request is not valid");
        body.setProperty("errors", errors);
        return handleExceptionInternal(e, body, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            if (problem.getProperties() == null || !problem.getProperties().containsKey("code")) {
                Problem.name(problem, codeOf(status));
            }
            if (problem.getProperties() == null || !problem.getProperties().containsKey("traceId")) {
                problem.setProperty("traceId", trace.id());
            }
        }
        HttpHeaders own = new HttpHeaders();
        own.putAll(headers);
        // said here, because what the client accepts may be what is wrong
        own.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.createResponseEntity(body, own, status, request);
    }

    private static Map<String, String> describe(@Nullable String field, @Nullable String message) {
        return Map.of("field", String.valueOf(field), "message", message == null ? "is not valid" : message);
    }

    static String codeOf(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        if (known == null || known == HttpStatus.BAD_REQUEST) {
            return "validation-failed";
        }
        return known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
