package io.commercebackbone.order.catalogue;

import io.commercebackbone.order.Money;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProductRepository extends Repository<Product, ProductId> {

    Optional<Product> findById(ProductId id);

    /** Locks the rows one after the other in id order: whoever locks products does it this way, so none can deadlock. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Product p where p.id.value in :ids order by p.id.value")
    List<Product> lockInIdOrder(Collection<UUID> ids);

    @Query("select p from Product p where p.id.value < :id order by p.id.value desc")
    List<Product> newestBefore(UUID id, Limit limit);

    @Query("select p from Product p where (p.name, p.id.value) > (:name, :id) order by p.name, p.id.value")
    List<Product> namedAfter(String name, UUID id, Limit limit);

    @Query("""
            select p from Product p where p.price >= :price and (p.price > :price or p.id.value > :id)
            order by p.price, p.id.value""")
    List<Product> pricedAfter(Money price, UUID id, Limit limit);
}
