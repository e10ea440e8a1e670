package io.bellwether.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the parts of the demo may know of each other and of the system. */
@AnalyzeClasses(packages = "io.bellwether.demo", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    /** The plant is a world of its own: it has no idea that it is watched. */
    @ArchTest
    static final ArchRule PLANT_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("io.bellwether.demo.plant")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.bellwether.demo.plant", "java..", "org.jspecify..");

    /** The plant is made of numbers and seeds only: the same bytes everywhere. */
    @ArchTest
    static final ArchRule PLANT_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("io.bellwether.demo.plant")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime");

    /** The parts do not know the whole. */
    @ArchTest
    static final ArchRule PARTS_DO_NOT_KNOW_THE_DEMO = noClasses()
            .that()
            .resideInAPackage("io.bellwether.demo.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.bellwether.demo");

    /** Detector and trainer are used as their users use them: by their command lines and their topics. */
    @ArchTest
    static final ArchRule THROUGH_THE_FRONT_DOOR = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.bellwether.detector.*..", "io.bellwether.trainer.*..");
}
