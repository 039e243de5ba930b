package io.commercebackbone.order.ordering;

import io.commercebackbone.order.group.GroupWork;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Orders are placed in groups. */
@Component
class OrderGroups implements GroupWork<PlaceOrder, PlaceOrderResult> {

    private final Placement placement;

    OrderGroups(Placement placement) {
        this.placement = placement;
    }

    @Override
    public List<PlaceOrderResult> commit(List<PlaceOrder> group, Duration lockTimeout) {
        return placement.place(group, lockTimeout);
    }

    @Override
    public PlaceOrderResult busy(PlaceOrder command) {
        return new PlaceOrderResult.Busy();
    }

    @Override
    public PlaceOrderResult unconfirmed(PlaceOrder command) {
        return new PlaceOrderResult.Unconfirmed(command.id());
    }
}
