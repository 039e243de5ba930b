package io.commercebackbone.order.coupons;

import io.commercebackbone.jdbc.BulkStatement;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose coupons are issued, with one statement per table however many they are. */
@Component
class IssueTable {

    private static final int ROWS_AT_A_TIME = 10_000;

    private static final BulkStatement<CouponView> INSERT = BulkStatement.<CouponView>of("""
            insert into coupons (id, campaign_id, user_id, issued_at)
            select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[])
            """)
            .with("uuid", UUID.class, coupon -> coupon.id().value())
            .with("uuid", UUID.class, coupon -> coupon.campaign().id().value())
            .with("uuid", UUID.class, CouponView::userId)
            .with(
                    "timestamptz",
                    OffsetDateTime.class,
                    coupon -> coupon.issuedAt().atOffset(ZoneOffset.UTC));

    private final JdbcClient client;
    private final JdbcTemplate jdbc;

    IssueTable(JdbcClient client, JdbcTemplate jdbc) {
        this.client = client;
        this.jdbc = jdbc;
    }

    /** Who of those that want a coupon have one of the same campaign. */
    Map<CampaignId, Set<UUID>> owners(List<IssueCoupon> wishes) {
        Map<CampaignId, Set<UUID>> owners = new HashMap<>();
        jdbc.query(
                """
                select c.campaign_id, c.user_id from coupons c
                  join unnest(?::uuid[], ?::uuid[]) as wish (campaign_id, user_id)
                    on c.campaign_id = wish.campaign_id and c.user_id = wish.user_id""",
                statement -> {
                    statement.setArray(
                            1, uuids(statement, wishes, wish -> wish.campaign().value()));
                    statement.setArray(2, uuids(statement, wishes, IssueCoupon::user));
                },
                row -> {
                    CampaignId campaign = new CampaignId(row.getObject(1, UUID.class));
                    owners.computeIfAbsent(campaign, it -> new HashSet<>()).add(row.getObject(2, UUID.class));
                });
        return owners;
    }

    void insert(List<CouponView> issued) {
        INSERT.execute(jdbc, issued);
    }

    /** A number for each user who has a coupon of the campaign, ascending. */
    @Transactional(readOnly = true)
    public long[] ownersOf(CampaignId campaign, ToLongFunction<UUID> number) {
        try (Stream<Long> owners = client
                .sql("select user_id from coupons where campaign_id = ?")
                .withFetchSize(ROWS_AT_A_TIME)
                .param(campaign.value())
                .query((row, position) -> number.applyAsLong(row.getObject(1, UUID.class)))
                .stream()) {
            return owners.mapToLong(Long::longValue).sorted().toArray();
        }
    }

    private static Array uuids(PreparedStatement statement, List<IssueCoupon> wishes, Function<IssueCoupon, UUID> value)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("uuid", wishes.stream().map(value).toArray(UUID[]::new));
    }
}
