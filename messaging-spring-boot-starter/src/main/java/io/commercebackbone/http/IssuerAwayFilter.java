package io.commercebackbone.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/** A token that cannot be verified, because the issuer's keys were never to be had, may be good: 503, not 401 or 500. */
final class IssuerAwayFilter extends OncePerRequestFilter {

    private final Answer unavailable;

    IssuerAwayFilter(Answer unavailable) {
        this.unavailable = unavailable;
    }

    /** Writes the problem. */
    interface Answer {
        void write(HttpServletResponse response) throws IOException;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException e) {
            unavailable.write(response);
        }
    }
}
