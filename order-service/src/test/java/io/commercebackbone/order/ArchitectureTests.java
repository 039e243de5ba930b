package io.commercebackbone.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArchitectureTests {

    private static final String ROOT = "io.commercebackbone.order";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void noOtherServiceIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.commercebackbone.payment..",
                        "io.commercebackbone.ranking..",
                        "io.commercebackbone.cart..",
                        "io.commercebackbone.dataplatform..",
                        "io.commercebackbone.gateway..",
                        "io.commercebackbone.local..")
                .check(CLASSES);
    }

    @Test
    void featuresKnowNothingOfHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".catalogue", ROOT + ".coupons", ROOT + ".group", ROOT + ".ordering")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..web..", "io.commercebackbone.http..", ROOT + ".config..", "org.springframework.http..")
                .check(CLASSES);
    }

    @Test
    void theCatalogueAndCouponsKnowNothingOfOrders() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".catalogue..", ROOT + ".coupons..", ROOT + ".group..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".ordering..")
                .check(CLASSES);
    }

    @Test
    void whatFeaturesHaveInCommonKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".*..")
                .check(CLASSES);
    }

    @Test
    void featuresDependOnEachOtherOneWay() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void adaptersAreNobodysBusiness() {
        classes()
                .that()
                .resideInAnyPackage("..web", "..config")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(CLASSES);
    }
}
