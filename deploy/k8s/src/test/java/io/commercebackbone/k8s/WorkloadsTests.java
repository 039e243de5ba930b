package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Rendered;
import io.commercebackbone.k8s.rules.WorkloadProperty;
import io.commercebackbone.k8s.rules.Workloads;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workload of every overlay has every property; and each property is missed where it is taken away. */
class WorkloadsTests {

    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";
    private static final Map<WorkloadProperty, Consumer<Rendered>> SABOTAGES = sabotages();

    static Stream<Rendered> everything() {
        return Overlays.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyWorkloadHasEveryProperty(Rendered rendered) {
        assertThat(rendered.workloads()).isNotEmpty();
        assertThat(Workloads.violations(rendered)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WorkloadProperty.class)
    void aPropertyThatIsTakenAwayIsMissed(WorkloadProperty property) {
        Rendered prod = Overlays.prod();
        Objects.requireNonNull(SABOTAGES.get(property)).accept(prod);
        assertThat(Workloads.violations(prod)).contains("Deployment/cart-service lacks " + property);
    }

    @Test
    void aNewWorkloadOfAnyKindIsLookedAt() {
        Rendered prod = Overlays.prod();
        ObjectNode job =
                prod.find("Deployment", "cart-service").orElseThrow().tree().deepCopy();
        job.put("kind", "CronJob");
        ((ObjectNode) job.path("metadata")).put("name", "nightly");
        ObjectNode spec = job.objectNode();
        spec.set("jobTemplate", job.objectNode().set("spec", job.objectNode().set("template", bare(job))));
        job.set("spec", spec);
        List<Manifest> more = new ArrayList<>(prod.manifests());
        more.add(new Manifest(job));
        assertThat(Workloads.violations(new Rendered("prod", more)))
                .contains("CronJob/nightly lacks RUNS_AS_NOBODY", "CronJob/nightly lacks HAS_A_BUDGET");
    }

    private static JsonNode bare(ObjectNode job) {
        ObjectNode template = job.at("/spec/template").deepCopy();
        ((ObjectNode) template.path("spec")).remove("securityContext");
        template.remove("metadata");
        return template;
    }

    private static Map<WorkloadProperty, Consumer<Rendered>> sabotages() {
        Map<WorkloadProperty, Consumer<Rendered>> all = new EnumMap<>(WorkloadProperty.class);
        all.put(WorkloadProperty.RUNS_AS_NOBODY, remove(POD + "/securityContext", "runAsNonRoot"));
        all.put(WorkloadProperty.FILTERS_SYSTEM_CALLS, remove(POD + "/securityContext", "seccompProfile"));
        all.put(
                WorkloadProperty.GAINS_NO_PRIVILEGES,
                remove(CONTAINER + "/securityContext", "allowPrivilegeEscalation"));
        all.put(WorkloadProperty.HAS_NO_CAPABILITIES, remove(CONTAINER + "/securityContext", "capabilities"));
        all.put(WorkloadProperty.WRITES_TO_NO_ROOT, remove(CONTAINER + "/securityContext", "readOnlyRootFilesystem"));
        all.put(WorkloadProperty.STAYS_OFF_THE_HOST, put(POD, "hostNetwork", "true"));
        all.put(WorkloadProperty.HAS_AN_ACCOUNT_WITHOUT_TOKEN, put(POD, "serviceAccountName", "order-service"));
        all.put(WorkloadProperty.GETS_NO_SERVICE_LINKS, remove(POD, "enableServiceLinks"));
        all.put(WorkloadProperty.PINS_ITS_IMAGES, put(CONTAINER, "image", "commerce-backbone/cart-service:latest"));
        all.put(
                WorkloadProperty.GETS_SECRETS_BY_REFERENCE,
                prod -> ((ArrayNode) cart(prod).at(CONTAINER + "/env"))
                        .addObject()
                        .put("name", "SPRING_DATA_REDIS_PASSWORD")
                        .put("value", "guess"));
        all.put(
                WorkloadProperty.HASHES_ITS_SETTINGS,
                put(CONTAINER + "/envFrom/0/configMapRef", "name", "cart-service"));
        all.put(WorkloadProperty.ASKS_FOR_RESOURCES, remove(CONTAINER + "/resources", "limits"));
        all.put(WorkloadProperty.HAS_A_STARTUP_PROBE, remove(CONTAINER, "startupProbe"));
        all.put(WorkloadProperty.HAS_A_LIVENESS_PROBE, remove(CONTAINER, "livenessProbe"));
        all.put(WorkloadProperty.HAS_A_READINESS_PROBE, remove(CONTAINER, "readinessProbe"));
        all.put(
                WorkloadProperty.TELLS_READY_FROM_ALIVE,
                put(CONTAINER + "/livenessProbe/httpGet", "path", "/actuator/health/readiness"));
        all.put(WorkloadProperty.SPREADS, remove(POD, "topologySpreadConstraints"));
        all.put(
                WorkloadProperty.HAS_A_BUDGET,
                prod -> ((ObjectNode) prod.find("PodDisruptionBudget", "cart-service")
                                .orElseThrow()
                                .at("/spec"))
                        .remove("maxUnavailable"));
        all.put(WorkloadProperty.ROLLS_WITHOUT_A_GAP, put("/spec/strategy/rollingUpdate", "maxUnavailable", "1"));
        all.put(WorkloadProperty.DRAINS, put(POD, "terminationGracePeriodSeconds", "30"));
        all.put(
                WorkloadProperty.IS_REPLICATED,
                prod -> ((ObjectNode) prod.find("ScaledObject", "cart-service")
                                .orElseThrow()
                                .at("/spec"))
                        .put("minReplicaCount", 1));
        return all;
    }

    private static Consumer<Rendered> remove(String where, String field) {
        return prod -> ((ObjectNode) cart(prod).at(where)).remove(field);
    }

    private static Consumer<Rendered> put(String where, String field, String value) {
        return prod -> ((ObjectNode) cart(prod).at(where)).put(field, value);
    }

    private static Manifest cart(Rendered prod) {
        return prod.find("Deployment", "cart-service").orElseThrow();
    }
}
