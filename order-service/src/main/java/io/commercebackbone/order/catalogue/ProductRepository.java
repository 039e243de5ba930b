package io.commercebackbone.order.catalogue;

import io.commercebackbone.order.Money;
import jakarta.persistence.QueryHint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.jpa.HibernateHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

interface ProductRepository extends Repository<Product, ProductId> {

    String LOCK = "select * from products where id = any(:ids) order by id for no key update";

    Optional<Product> findById(ProductId id);

    /**
     * Locks the rows one after the other in id order: whoever locks products does it this way, so none can deadlock.
     * Written in SQL because an array is one parameter: the statement is the same for any number of products.
     */
    @Query(value = LOCK, nativeQuery = true)
    List<Product> lockInIdOrder(UUID[] ids);

    /** The same for who writes what changed himself: the session does not watch these. */
    @QueryHints(@QueryHint(name = HibernateHints.HINT_READ_ONLY, value = "true"))
    @Query(value = LOCK, nativeQuery = true)
    List<Product> lockToMove(UUID[] ids);

    @Query("select p from Product p where p.id.value < :id order by p.id.value desc")
    List<Product> newestBefore(UUID id, Limit limit);

    /** Reads on until it has found enough: the stock is in no index, so that orders need not write one. */
    @Query("""
            select p from Product p where p.id.value < :id and p.stock between :least and :most
            order by p.id.value desc""")
    List<Product> stockedBetween(int least, int most, UUID id, Limit limit);

    @Query("select p from Product p where (p.name, p.id.value) > (:name, :id) order by p.name, p.id.value")
    List<Product> namedAfter(String name, UUID id, Limit limit);

    @Query("""
            select p from Product p where p.price >= :price and (p.price > :price or p.id.value > :id)
            order by p.price, p.id.value""")
    List<Product> pricedAfter(Money price, UUID id, Limit limit);
}
