package io.commercebackbone.order.catalogue;

import static io.commercebackbone.order.catalogue.CatalogueFixtures.NOW;
import static io.commercebackbone.order.catalogue.CatalogueFixtures.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProductTests {

    private final ProductId id = ProductId.next();
    private final Product product = product(id, 1_000, 10);

    @Test
    void deductingForAnOrderLeavesALedgerEntryThatNamesIt() {
        UUID order = UUID.randomUUID();

        StockEntryView entry = product.deduct(4, order, NOW).view();

        assertThat(product.view().stock()).isEqualTo(6);
        assertThat(entry).isEqualTo(new StockEntryView(id, 2, -4, "ORDERED", 6, order, NOW));
    }

    @Test
    void adjustingNumbersItsEntriesWithoutAGap() {
        assertThat(product.adjust(5, "delivery", NOW).view().number()).isEqualTo(2);
        assertThat(product.adjust(-3, "broken", NOW).view().number()).isEqualTo(3);
        assertThat(product.view().stock()).isEqualTo(12);
    }

    @Test
    void theLastUnitCanBeTaken() {
        product.deduct(10, UUID.randomUUID(), NOW);

        assertThat(product.view().stock()).isZero();
    }

    @Test
    void stockNeverFallsBelowZero() {
        assertThatIllegalStateException().isThrownBy(() -> product.deduct(11, UUID.randomUUID(), NOW));
        assertThatIllegalStateException().isThrownBy(() -> product.adjust(Integer.MIN_VALUE, "all", NOW));
        assertThat(product.view().stock()).isEqualTo(10);
    }

    @Test
    void stockNeverGrowsBeyondWhatCanBeCounted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> product.adjust(Product.MOST_STOCK, "too much", NOW))
                .withMessageContaining("stock");
        assertThat(product.view().stock()).isEqualTo(10);
    }

    @Test
    void aChangeByNothingIsNoChange() {
        assertThatIllegalArgumentException().isThrownBy(() -> product.adjust(0, "nothing", NOW));
    }

    @Test
    void onlyWholeUnitsAreDeducted() {
        assertThatIllegalArgumentException().isThrownBy(() -> product.deduct(0, UUID.randomUUID(), NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> product.deduct(-1, UUID.randomUUID(), NOW));
    }
}
