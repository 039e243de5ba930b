package io.commercebackbone.order.ordering;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OrderRepository extends Repository<Order, OrderId> {

    Optional<Order> findById(OrderId id);

    /** Locks the order's row for the rest of the transaction: whoever changes an order, or appends its events, holds it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Order o where o.id.value = :id")
    Optional<Order> lock(UUID id);

    @Query("""
            select o.id from Order o where o.status = OrderStatus.PAYING and o.payment.leaseUntil < :now
            order by o.payment.leaseUntil""")
    List<OrderId> payingPast(Instant now, Limit limit);

    @Query("select o.id from Order o where o.status = OrderStatus.PENDING and o.expiresAt <= :now order by o.expiresAt")
    List<OrderId> unpaidPast(Instant now, Limit limit);

    @Query("""
            select o.id from Order o where o.payment.refundDueSince is not null
            order by o.payment.refundDueSince""")
    List<OrderId> refundsDue(Limit limit);

    @Query("select o from Order o left join fetch o.lines where o.id.value = :id and o.userId = :user")
    Optional<Order> findOf(UUID user, UUID id);

    /** A user's orders older than {@code before}, latest first. */
    @Query("select o from Order o where o.userId = :user and o.id.value < :before order by o.id.value desc")
    List<Order> ofUserBefore(UUID user, UUID before, Limit limit);

    @Query("""
            select o from Order o where o.userId = :user and o.status = :status and o.id.value < :before
            order by o.id.value desc""")
    List<Order> ofUserInBefore(UUID user, OrderStatus status, UUID before, Limit limit);

    /** Orders placed in a time, by id. */
    @Query("""
            select o.id from Order o where o.createdAt >= :from and o.createdAt < :to and o.id.value > :after
            order by o.id.value""")
    List<OrderId> placedIn(Instant from, Instant to, UUID after, Limit limit);

    @Query("""
            select o.id from Order o
             where o.createdAt >= :from and o.createdAt < :to and o.status = :status and o.id.value > :after
            order by o.id.value""")
    List<OrderId> placedIn(Instant from, Instant to, OrderStatus status, UUID after, Limit limit);
}
