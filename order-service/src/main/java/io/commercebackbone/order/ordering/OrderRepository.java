package io.commercebackbone.order.ordering;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OrderRepository extends Repository<Order, OrderId> {

    @Query("select o from Order o left join fetch o.lines where o.id.value = :id and o.userId = :user")
    Optional<Order> findOf(UUID user, UUID id);

    /** A user's orders older than {@code before}, latest first. */
    @Query("select o from Order o where o.userId = :user and o.id.value < :before order by o.id.value desc")
    List<Order> ofUserBefore(UUID user, UUID before, Limit limit);

    @Query("""
            select o from Order o where o.userId = :user and o.status = :status and o.id.value < :before
            order by o.id.value desc""")
    List<Order> ofUserInBefore(UUID user, OrderStatus status, UUID before, Limit limit);
}
