package io.commercebackbone.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTests {

    @Test
    void namesWhereTheNextPageStartsWhenMoreFollows() {
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2);

        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.next(it -> it)).contains(2);
    }

    @Test
    void theLastPageHasNoNext() {
        Page<Integer> page = Page.of(List.of(1, 2), 2);

        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.next(it -> it)).isEmpty();
    }

    @Test
    void anEmptyPageHasNoNext() {
        assertThat(Page.<Integer>of(List.of(), 2).next(it -> it)).isEmpty();
    }
}
