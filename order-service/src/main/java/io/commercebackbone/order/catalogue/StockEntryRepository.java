package io.commercebackbone.order.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StockEntryRepository extends Repository<StockEntry, StockEntryId> {

    Optional<StockEntry> findById(StockEntryId id);

    @Query("""
            select e from StockEntry e where e.id.productId.value = :product and e.id.number < :number
            order by e.id.number desc""")
    List<StockEntry> before(UUID product, long number, Limit limit);
}
