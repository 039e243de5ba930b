package io.commercebackbone.gateway;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The one way in for API consumers. It keeps no state, so any number of instances can run side by side. */
@SpringBootApplication(proxyBeanMethods = false, exclude = LettuceObservationAutoConfiguration.class)
@ConfigurationPropertiesScan
public class GatewayApplication {

    /** How many event loops Reactor Netty makes: else four at least, which on fewer cores wake each other all the time. */
    private static final String EVENT_LOOPS = "reactor.netty.ioWorkerCount";

    private static final int LEAST_EVENT_LOOPS = 2;

    public static void main(String[] args) {
        if (System.getProperty(EVENT_LOOPS) == null) {
            int cores = Runtime.getRuntime().availableProcessors();
            System.setProperty(EVENT_LOOPS, Integer.toString(Math.max(cores, LEAST_EVENT_LOOPS)));
        }
        SpringApplication.run(GatewayApplication.class, args);
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
