package io.commercebackbone.gateway.clients;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Gives every connection its {@link ClientDeadlines}. */
@Component
class ClientConnections implements NettyServerCustomizer {

    private static final String NAME = "client-deadlines";

    private final Patience patience;

    ClientConnections(Patience patience) {
        this.patience = patience;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new ClientDeadlines(patience)));
    }
}
