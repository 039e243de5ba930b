package io.commercebackbone.verify.parts;

/**
 * Where what is checked can be read.
 *
 * @param bootstrapServers of Kafka
 * @param redis as {@code redis://host:port}
 */
public record Addresses(
        Database orders, Database payments, Database deliveries, String bootstrapServers, String redis) {}
