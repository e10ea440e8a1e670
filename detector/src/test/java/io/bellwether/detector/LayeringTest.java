package io.bellwether.detector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class LayeringTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.bellwether.detector");

    @Test
    void packages_lookOnlyDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.bellwether.detector..")
                .layer("composition")
                .definedBy("io.bellwether.detector")
                .layer("topology")
                .definedBy("..detector.topology..")
                .layer("cluster")
                .definedBy("..detector.cluster..")
                .layer("state")
                .definedBy("..detector.state..")
                .layer("models")
                .definedBy("..detector.models..")
                .layer("ops")
                .definedBy("..detector.ops..")
                .layer("config")
                .definedBy("..detector.config..")
                .whereLayer("composition")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("topology")
                .mayOnlyBeAccessedByLayers("composition")
                .whereLayer("cluster")
                .mayOnlyBeAccessedByLayers("composition")
                .whereLayer("state")
                .mayOnlyBeAccessedByLayers("composition", "topology", "cluster")
                .whereLayer("models")
                .mayOnlyBeAccessedByLayers("composition", "topology", "state")
                .whereLayer("ops")
                .mayOnlyBeAccessedByLayers("composition", "topology", "state", "models")
                .because("a record's way must be readable from the top down")
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.bellwether.detector.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each package can be understood with those below it alone")
                .check(CLASSES);
    }

    @Test
    void micrometerAndHttp_stayInOps() {
        noClasses()
                .that()
                .resideInAnyPackage("..topology..", "..state..", "..models..", "..config..", "..cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "com.sun.net.httpserver..", "picocli..")
                .because("what is counted must not depend on how it is shown")
                .check(CLASSES);
    }

    @Test
    void time_comesFromOutside() {
        noClasses()
                .that()
                .resideInAnyPackage("..topology..", "..state..", "..ops..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .because("a replay must give the same output, and tests move the clock by hand")
                .check(CLASSES);
    }
}
