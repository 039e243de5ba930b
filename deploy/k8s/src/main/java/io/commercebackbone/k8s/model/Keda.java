package io.commercebackbone.k8s.model;

import com.fasterxml.jackson.annotation.JsonValue;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** KEDA's kinds, as far as they are used here. No library has them as types. */
final class Keda {

    private Keda() {}

    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {}

    record ScaledObjectSpec(
            Target scaleTargetRef,
            int minReplicaCount,
            int maxReplicaCount,
            int pollingInterval,
            Fallback fallback,
            @Nullable Advanced advanced,
            List<Trigger> triggers) {}

    record Target(String name) {}

    record Fallback(int failureThreshold, int replicas, FallbackBehavior behavior) {}

    enum FallbackBehavior {
        STATIC("static"),
        CURRENT_REPLICAS("currentReplicas"),
        CURRENT_REPLICAS_IF_HIGHER("currentReplicasIfHigher"),
        CURRENT_REPLICAS_IF_LOWER("currentReplicasIfLower");

        private final String text;

        FallbackBehavior(String text) {
            this.text = text;
        }

        @JsonValue
        String text() {
            return text;
        }
    }

    record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(HorizontalPodAutoscalerBehavior behavior) {}

    record Trigger(TriggerType type, MetricType metricType, KafkaLag metadata, Reference authenticationRef) {}

    enum TriggerType {
        kafka
    }

    enum MetricType {
        AverageValue,
        Value
    }

    /** What the trigger of that name reads; numbers and truths are texts there. */
    record KafkaLag(
            String bootstrapServers,
            String consumerGroup,
            String topic,
            String lagThreshold,
            String offsetResetPolicy,
            String allowIdleConsumers,
            String sasl,
            String tls) {}

    record Reference(String name) {}

    record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, AuthenticationSpec spec) {}

    record AuthenticationSpec(List<Parameter> configMapTargetRef, List<Parameter> secretTargetRef) {}

    record Parameter(String parameter, String name, String key) {}
}
