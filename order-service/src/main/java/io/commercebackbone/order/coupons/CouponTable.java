package io.commercebackbone.order.coupons;

import io.commercebackbone.jdbc.BulkStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Users' coupons in the database. */
@Component
class CouponTable {

    private static final String SELECT = "select c.id, c.user_id, c.issued_at, c.used_by, c.used_at, "
            + CampaignTable.COLUMNS + " from coupons c join campaigns k on k.id = c.campaign_id where ";

    private static final BulkStatement<Coupon> WRITE = BulkStatement.<Coupon>of("""
            update coupons set used_by = changed.used_by, used_at = changed.used_at
              from unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) as changed (id, used_by, used_at)
             where coupons.id = changed.id
            """)
            .with("uuid", UUID.class, coupon -> coupon.id().value())
            .with("uuid", UUID.class, Coupon::usedBy)
            .with("timestamptz", OffsetDateTime.class, coupon -> utc(coupon.usedAt()));

    private final JdbcClient client;
    private final JdbcTemplate jdbc;

    CouponTable(JdbcClient client, JdbcTemplate jdbc) {
        this.client = client;
        this.jdbc = jdbc;
    }

    /** Locks the rows one after the other in id order: whoever locks coupons does it this way, so none can deadlock. */
    List<Coupon> lock(Collection<CouponId> ids) {
        UUID[] distinct = ids.stream().map(CouponId::value).distinct().toArray(UUID[]::new);
        return jdbc.query(
                SELECT + "c.id = any(?) order by c.id for no key update of c",
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", distinct)),
                (row, number) -> coupon(row));
    }

    void write(List<Coupon> changed) {
        WRITE.execute(jdbc, changed);
    }

    Optional<Coupon> find(UUID user, CouponId id) {
        return client.sql(SELECT + "c.user_id = ? and c.id = ?")
                .params(user, id.value())
                .query((row, number) -> coupon(row))
                .optional();
    }

    /** A user's coupons older than {@code before}, latest first. */
    List<Coupon> before(UUID user, CouponId before, @Nullable CouponStatus status, Instant now, int limit) {
        return client.sql(SELECT + """
                c.user_id = :user and c.id < :before and (cast(:status as text) is null or :status =
                      case when c.used_by is not null then 'USED' when k.valid_until <= :now then 'EXPIRED'
                           else 'AVAILABLE' end)
                order by c.id desc limit :limit""")
                .param("user", user)
                .param("before", before.value())
                .param("status", status == null ? null : status.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> coupon(row))
                .list();
    }

    private static Coupon coupon(ResultSet row) throws SQLException {
        OffsetDateTime usedAt = row.getObject("used_at", OffsetDateTime.class);
        return new Coupon(
                new CouponId(row.getObject("id", UUID.class)),
                CampaignTable.campaign(row),
                row.getObject("user_id", UUID.class),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("used_by", UUID.class),
                usedAt == null ? null : usedAt.toInstant());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
