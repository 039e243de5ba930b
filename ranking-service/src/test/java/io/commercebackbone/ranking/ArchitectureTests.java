package io.commercebackbone.ranking;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.commercebackbone.ranking");

    @Test
    void sharesContractsAndMechanismsAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.commercebackbone.ranking..",
                        "io.commercebackbone.events..",
                        "io.commercebackbone.messaging",
                        "io.commercebackbone.messaging.consumer..",
                        "io.commercebackbone.http..",
                        "io.commercebackbone.redis..",
                        "java..",
                        "jakarta.validation..",
                        "com.fasterxml.jackson.annotation..",
                        "io.micrometer..",
                        "io.swagger.v3.oas.annotations..",
                        "org.apache.kafka..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "org.springframework..")
                .check(service);
    }

    @Test
    void nothingButTheApplicationIsPublic() {
        classes()
                .that()
                .doNotHaveSimpleName("RankingServiceApplication")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(service);
    }

    @Test
    void onlyTheListenerAndTheLogKnowKafka() {
        noClasses()
                .that(not(belongToAnyOf(OrderEventsListener.class, OrderLog.class)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .check(service);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.commercebackbone.(**)").should().beFreeOfCycles().check(service);
    }
}
