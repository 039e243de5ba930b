package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.commercebackbone.k8s.manifests.Workload;
import java.util.function.Predicate;

/** What everything that pods are made from must have, in every overlay. */
public enum WorkloadProperty {

    /** As nobody, said for the whole pod. */
    RUNS_AS_NOBODY(it -> it.pod().at("/securityContext/runAsNonRoot").asBoolean()
            && it.pod().at("/securityContext/runAsUser").asInt() > 0),

    FILTERS_SYSTEM_CALLS(
            it -> it.pod().at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault")),

    GAINS_NO_PRIVILEGES(everyContainer(
            it -> !it.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)
                    && !it.at("/securityContext/privileged").asBoolean())),

    HAS_NO_CAPABILITIES(everyContainer(
            it -> it.at("/securityContext/capabilities/drop/0").asText().equals("ALL")
                    && it.at("/securityContext/capabilities/add").isEmpty())),

    WRITES_TO_NO_ROOT(everyContainer(
            it -> it.at("/securityContext/readOnlyRootFilesystem").asBoolean())),

    STAYS_OFF_THE_HOST(HostAccess::isNone),

    /** Its own, so that no right is given to it together with others; and without a token, for it asks Kubernetes nothing. */
    HAS_AN_ACCOUNT_WITHOUT_TOKEN(Accounts::isOwnAndTokenless),

    /** Variables that Kubernetes makes of the names of services are taken for settings. */
    GETS_NO_SERVICE_LINKS(it -> !it.pod().path("enableServiceLinks").asBoolean(true)),

    PINS_ITS_IMAGES(everyContainer(it -> Images.isPinned(it.path("image").asText()))),

    GETS_SECRETS_BY_REFERENCE(Settings::holdNoSecrets),

    /** So that a change of settings rolls the pods. */
    HASHES_ITS_SETTINGS(Settings::areHashed),

    ASKS_FOR_RESOURCES(everyContainer(it -> it.at("/resources/requests/cpu").isValueNode()
            && it.at("/resources/requests/memory").isValueNode()
            && it.at("/resources/limits/memory").isValueNode())),

    HAS_A_STARTUP_PROBE(runningContainer(it -> Probes.exists(it.path("startupProbe")))),

    HAS_A_LIVENESS_PROBE(runningContainer(it -> Probes.exists(it.path("livenessProbe")))),

    HAS_A_READINESS_PROBE(runningContainer(it -> Probes.exists(it.path("readinessProbe")))),

    /** One that has lost its database is not to be killed for it. */
    TELLS_READY_FROM_ALIVE(runningContainer(Probes::tellReadyFromAlive)),

    SPREADS(Spread::isOverHosts),

    HAS_A_BUDGET(Budgets::keepSome),

    ROLLS_WITHOUT_A_GAP(Rollout::isWithoutGap),

    DRAINS(Rollout::drains),

    /** More than one, unless it says why not and keeps its data on disk. */
    IS_REPLICATED(Replicas::areEnough);

    /** Without state: nothing but methods. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<Workload> holds;

    WorkloadProperty(Predicate<Workload> holds) {
        this.holds = holds;
    }

    /** Whether the workload has it. */
    public boolean holdsFor(Workload workload) {
        return holds.test(workload);
    }

    private static Predicate<Workload> everyContainer(Predicate<JsonNode> holds) {
        return it -> it.allContainers().stream().allMatch(holds);
    }

    private static Predicate<Workload> runningContainer(Predicate<JsonNode> holds) {
        return it -> it.containers().stream().allMatch(holds);
    }
}
