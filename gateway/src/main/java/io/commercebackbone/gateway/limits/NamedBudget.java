package io.commercebackbone.gateway.limits;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A budget and the calls it is for.
 *
 * @param name as clients and metrics see it
 * @param calls path of the POSTs it is for, matched as routes are: decoded, so that no other spelling gets around it
 */
record NamedBudget(String name, Budget budget, PathPattern calls) {

    static NamedBudget ofPosts(String name, Budget budget, String path) {
        return new NamedBudget(name, budget, PathPatternParser.defaultInstance.parse(path));
    }

    static NamedBudget ofEverything(String name, Budget budget) {
        return new NamedBudget(name, budget, PathPatternParser.defaultInstance.parse("/**"));
    }

    boolean isFor(ServerHttpRequest request) {
        return calls.matches(request.getPath().pathWithinApplication())
                && (calls.getPatternString().equals("/**")
                        || request.getMethod().equals(HttpMethod.POST));
    }
}
