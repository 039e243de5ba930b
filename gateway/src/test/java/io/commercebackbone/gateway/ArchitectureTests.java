package io.commercebackbone.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.commercebackbone.gateway");

    @Test
    void dependsOnNoOtherModuleOfTheSuite() {
        DescribedPredicate<JavaClass> foreign = JavaClass.Predicates.resideInAPackage("io.commercebackbone..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.commercebackbone.gateway..")));
        noClasses().should().dependOnClassesThat(foreign).check(GATEWAY);
    }

    @Test
    void isReactiveThroughout() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..")
                .check(GATEWAY);
    }

    @Test
    void hasNoCyclesBetweenItsParts() {
        slices().matching("io.commercebackbone.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(GATEWAY);
    }

    @Test
    void keepsItsPartsToThemselves() {
        classes()
                .that()
                .resideInAnyPackage(
                        "..gateway.clients..", "..gateway.limits..", "..gateway.routing..", "..gateway.security..")
                .should()
                .notBePublic()
                .check(GATEWAY);
    }
}
