package io.commercebackbone.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up == 0 | up",
                "up{job=~\"a.b\"} | up",
                "sum by (job) (rate(a_total{x!=\"1\"}[5m])) / sum(rate(b_total[$__rate_interval])) by (job) | a_total,b_total",
                "histogram_quantile(0.99, sum by (le) (rate(a_bucket[5m]))) or vector(0) | a_bucket",
                "a - on (job) group_left (name) b and not_a_word > bool 1 | a,b,not_a_word",
                "max_over_time(a[1h] offset 5m) unless (b or -c) | a,b,c",
                "label_replace(a, \"x\", \"$1\", \"y\", \"(.*)\") * 1e3 | a",
                "topk(5, sum by (job) (a)) | a",
                "time() - a | a"
            })
    void tellsWhichSeriesAnExpressionIsAbout(String expression, String metrics) {
        assertThat(PromQl.metrics(expression)).containsExactlyInAnyOrder(metrics.split(",", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sum(a",
                "sum(a))",
                "a b",
                "a +",
                "rate(a[5m)",
                "rate(a[5])",
                "rate(a[five])",
                "a{x=1}",
                "a{x~\"1\"}",
                "a{\"x\"}",
                "sum by job (a)",
                "hystogram(a)",
                "a > > 1",
                "and",
                "a ? b",
                "a @ 5",
                "a[1h:30s]",
                "\"open",
                "1.2.3",
                "5mm"
            })
    void refusesWhatIsNotPutTogetherRightly(String expression) {
        assertThatThrownBy(() -> PromQl.metrics(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhereItStopped() {
        assertThatThrownBy(() -> PromQl.metrics("sum by (job) (a b)"))
                .hasMessage("expected , after: sum by ( job ) ( a b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up == 0 | up",
                "sum(a) / sum(b) > 0.02 | sum ( a ) / sum ( b )",
                "a > 10 and b > b_max and c{x=\"== 1\"} < 5 | a and b > b_max and c { x = \"== 1\" }",
                "a == 0 or b == 0 | a or b"
            })
    void leavesOutThresholds(String expression, String compared) {
        assertThat(PromQl.withoutThresholds(expression)).isEqualTo(compared);
        assertThat(PromQl.metrics(compared)).isEqualTo(PromQl.metrics(expression));
    }
}
