package io.commercebackbone.order;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Keeps amounts in numeric columns. */
@Converter(autoApply = true)
class MoneyConverter implements AttributeConverter<Money, BigDecimal> {

    @Override
    public @Nullable BigDecimal convertToDatabaseColumn(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    @Override
    public @Nullable Money convertToEntityAttribute(@Nullable BigDecimal amount) {
        return amount == null ? null : new Money(amount);
    }
}
