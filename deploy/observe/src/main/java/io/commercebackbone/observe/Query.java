package io.commercebackbone.observe;

/**
 * One expression that Prometheus is asked.
 *
 * @param where dashboard and panel, or rule, for people
 * @param expression as Prometheus takes it, but for Grafana's variables
 */
public record Query(String where, String expression) {

    /**
     * With Grafana's variables filled in.
     *
     * @param rateInterval a duration, what {@code $__rate_interval} stands for
     */
    public Query filledIn(String rateInterval) {
        return new Query(
                where,
                expression.replace("$__rate_interval", rateInterval).replaceAll("\\$\\{?[a-z]+(:regex)?}?", ".*"));
    }
}
