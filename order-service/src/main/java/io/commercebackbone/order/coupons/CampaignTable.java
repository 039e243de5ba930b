package io.commercebackbone.order.coupons;

import io.commercebackbone.jdbc.BulkStatement;
import io.commercebackbone.order.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Campaigns in the database. */
@Component
class CampaignTable {

    /** Of a campaign, in a select that calls it {@code k}; {@link #campaign} reads them. */
    static final String COLUMNS = """
            k.id as campaign_id, k.name, k.discount_type, k.discount_value, k.min_order_amount, k.max_discount_amount,
            k.total_quantity, k.issued_quantity, k.valid_from, k.valid_until, k.created_at""";

    private static final BulkStatement<Campaign> COUNT = BulkStatement.<Campaign>of("""
            update campaigns set issued_quantity = counted.issued
              from unnest(?::uuid[], ?::int[]) as counted (id, issued)
             where campaigns.id = counted.id
            """)
            .with("uuid", UUID.class, campaign -> campaign.id().value())
            .with("int4", Integer.class, Campaign::issuedQuantity);

    private final JdbcClient client;
    private final JdbcTemplate jdbc;

    CampaignTable(JdbcClient client, JdbcTemplate jdbc) {
        this.client = client;
        this.jdbc = jdbc;
    }

    void insert(Campaign campaign) {
        Discount discount = campaign.discount();
        client.sql("""
                insert into campaigns (id, name, discount_type, discount_value, min_order_amount, max_discount_amount,
                                       total_quantity, issued_quantity, valid_from, valid_until, created_at)
                values (:id, :name, :type, :value, :minOrder, cast(:most as numeric), :total, :issued, :from, :until, :at)""")
                .param("id", campaign.id().value())
                .param("name", campaign.name())
                .param("type", discount.type().name())
                .param("value", discount.value())
                .param("minOrder", discount.minOrder().amount())
                .param("most", discount.most() == null ? null : discount.most().amount())
                .param("total", campaign.totalQuantity())
                .param("issued", campaign.issuedQuantity())
                .param("from", campaign.validFrom().atOffset(ZoneOffset.UTC))
                .param("until", campaign.validUntil().atOffset(ZoneOffset.UTC))
                .param("at", campaign.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Campaign> find(CampaignId id) {
        return client.sql("select " + COLUMNS + " from campaigns k where k.id = ?")
                .param(id.value())
                .query((row, number) -> campaign(row))
                .optional();
    }

    /** Locks the rows one after the other in id order, so that no two groups can deadlock. */
    List<Campaign> lock(Collection<CampaignId> ids) {
        UUID[] distinct = ids.stream().map(CampaignId::value).distinct().toArray(UUID[]::new);
        return jdbc.query(
                "select " + COLUMNS + " from campaigns k where k.id = any(?) order by k.id for no key update",
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", distinct)),
                (row, number) -> campaign(row));
    }

    /** Writes how many coupons of locked campaigns are issued now. */
    void count(List<Campaign> changed) {
        COUNT.execute(jdbc, changed);
    }

    static Campaign campaign(ResultSet row) throws SQLException {
        BigDecimal most = row.getBigDecimal("max_discount_amount");
        Discount discount = new Discount(
                DiscountType.valueOf(row.getString("discount_type")),
                row.getBigDecimal("discount_value"),
                new Money(row.getBigDecimal("min_order_amount")),
                most == null ? null : new Money(most));
        return new Campaign(
                new CampaignId(row.getObject("campaign_id", UUID.class)),
                row.getString("name"),
                discount,
                row.getInt("total_quantity"),
                row.getInt("issued_quantity"),
                instant(row, "valid_from"),
                instant(row, "valid_until"),
                instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
