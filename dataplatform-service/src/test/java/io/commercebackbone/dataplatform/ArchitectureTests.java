package io.commercebackbone.dataplatform;

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
            .importPackages("io.commercebackbone.dataplatform");

    @Test
    void sharesContractsAndMechanismsAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.commercebackbone.dataplatform..",
                        "io.commercebackbone.events..",
                        "io.commercebackbone.messaging..",
                        "io.commercebackbone.jdbc..",
                        "io.commercebackbone.http..",
                        "io.commercebackbone.idempotency..",
                        "io.commercebackbone.tracing..",
                        "java..",
                        "jakarta.validation..",
                        "javax.crypto..",
                        "tools.jackson.core..",
                        "io.github.resilience4j..",
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
                .doNotHaveSimpleName("DataPlatformServiceApplication")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(service);
    }

    @Test
    void onlyTheListenerKnowsKafka() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PaymentEventsListener")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .check(service);
    }

    @Test
    void onlyTheAdapterKnowsHowThePlatformIsReached() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(Platform|PlatformConfiguration|AnswerHead)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(service);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.commercebackbone.(**)").should().beFreeOfCycles().check(service);
    }
}
