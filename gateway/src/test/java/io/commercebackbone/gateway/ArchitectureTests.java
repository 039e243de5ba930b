package io.commercebackbone.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The two may not share code (ADR 0022); this way what {@code IssuerKeysIT} shows holds for both. */
    @Test
    void keepsTheIssuersKeysAsServicesDo() throws IOException {
        Path root = Path.of(System.getProperty("basedir", ""), "..");
        String ours = Files.readString(
                root.resolve("gateway/src/main/java/io/commercebackbone/gateway/security/IssuerKeys.java"));
        String theirs = Files.readString(
                root.resolve("messaging-spring-boot-starter/src/main/java/io/commercebackbone/http/IssuerKeys.java"));
        assertThat(theirs.substring(theirs.indexOf('\n'))).isEqualTo(ours.substring(ours.indexOf('\n')));
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
