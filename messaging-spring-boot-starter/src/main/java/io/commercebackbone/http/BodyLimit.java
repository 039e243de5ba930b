package io.commercebackbone.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses a body that is larger than any call needs, whether or not it announces its length. Runs behind the token's
 * check, so that strangers' bodies are not read at all.
 */
class BodyLimit extends OncePerRequestFilter {

    private final int limit;
    private final HandlerExceptionResolver problems;

    BodyLimit(DataSize limit, HandlerExceptionResolver problems) {
        this.limit = Math.toIntExact(limit.toBytes());
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            refuse(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            refuse(request, response);
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) {
        Problem problem = new Problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "content-too-large",
                "The request's body must not exceed %d bytes".formatted(limit));
        problems.resolveException(request, response, null, problem);
    }
}
