package io.bellwether.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.bellwether.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    /** Each package can be understood without those that use it. */
    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.bellwether.trainer.(*)..").should().beFreeOfCycles();

    /** A second engine must find its place beside DL4J, not inside everything. */
    @ArchTest
    static final ArchRule DL4J_STAYS_BEHIND_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackages("..trainer.network..", "..trainer.export..", "..trainer.fit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");

    /** Whoever judges a model must not be able to train one. */
    @ArchTest
    static final ArchRule EVALUATION_ONLY_SEES_THE_PRODUCTION_PIPELINE = noClasses()
            .that()
            .resideInAPackage("..trainer.evaluate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..trainer.fit..", "..trainer.calibrate..", "..trainer.network..");
}
