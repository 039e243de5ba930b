package io.commercebackbone.payment.shipments;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ShipmentRepository extends Repository<Shipment, ShipmentId> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Shipment s where s.id.value = :id")
    Optional<Shipment> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Shipment s where s.orderId = :order")
    Optional<Shipment> lockOfOrder(UUID order);

    @Query("select s from Shipment s where s.orderId = :order and s.userId = :user")
    List<Shipment> ofOrder(UUID user, UUID order);
}
