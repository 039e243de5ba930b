package io.commercebackbone.idempotency;

import io.commercebackbone.http.BufferedRequest;
import io.commercebackbone.http.CurrentTrace;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/** Makes an {@link IdempotentCall} of the request and its key. */
class IdempotentCallResolver implements HandlerMethodArgumentResolver {

    private final OnceOnly onceOnly;
    private final JsonMapper json;
    private final CurrentTrace trace;

    IdempotentCallResolver(OnceOnly onceOnly, JsonMapper json, CurrentTrace trace) {
        this.onceOnly = onceOnly;
        this.json = json;
        this.trace = trace;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotentCall.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        Optional<String> key = KeyForm.read(Collections.list(request.getHeaders(KeyForm.HEADER)));
        return new IdempotentCall(onceOnly, key.map(it -> keyed(request, it)).orElse(null));
    }

    private IdempotentCall.Keyed keyed(HttpServletRequest request, String key) {
        Principal caller = request.getUserPrincipal();
        String subject = caller == null ? "" : caller.getName();
        String route = request.getMethod() + " " + request.getRequestURI();
        KeyedRequest keyed = new KeyedRequest(
                new Scope(subject, route, key),
                Fingerprint.of(request.getQueryString(), BufferedRequest.bodyOf(request)));
        return new IdempotentCall.Keyed(keyed, new AnswerFormat(json, URI.create(request.getRequestURI()), trace.id()));
    }
}
