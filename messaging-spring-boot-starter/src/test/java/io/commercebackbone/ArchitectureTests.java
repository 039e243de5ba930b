package io.commercebackbone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final JavaClasses STARTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "io.commercebackbone.calls",
                    "io.commercebackbone.messaging",
                    "io.commercebackbone.http",
                    "io.commercebackbone.idempotency",
                    "io.commercebackbone.jdbc",
                    "io.commercebackbone.paging",
                    "io.commercebackbone.operations",
                    "io.commercebackbone.redis",
                    "io.commercebackbone.safety",
                    "io.commercebackbone.tracing");

    @Test
    void mechanismKnowsNoEventOfTheShop() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.commercebackbone.events")
                        .and(simpleNameEndingWith("Event").or(simpleNameEndingWith("EventTypes"))))
                .check(STARTER);
    }

    @Test
    void mechanismHasNoWordOfTheShop() {
        classes()
                .should()
                .haveSimpleNameNotContaining("Order")
                .andShould()
                .haveSimpleNameNotContaining("Payment")
                .andShould()
                .haveSimpleNameNotContaining("Product")
                .andShould()
                .haveSimpleNameNotContaining("Coupon")
                .check(STARTER);
    }

    @Test
    void theHttpEdgeAndMessagingDontKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.commercebackbone.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.commercebackbone.messaging..")
                .check(STARTER);
        noClasses()
                .that()
                .resideInAPackage("io.commercebackbone.messaging..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.commercebackbone.http..")
                .check(STARTER);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.commercebackbone.(**)").should().beFreeOfCycles().check(STARTER);
    }
}
