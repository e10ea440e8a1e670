package io.bellwether;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The data's way, kept by a test. */
@AnalyzeClasses(packages = "io.bellwether", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    /** Data flows one way: series, network, scoring, alerting, artifact, pipeline; messages look on. */
    @ArchTest
    static final ArchRule DATA_FLOWS_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("series")
            .definedBy("io.bellwether.series")
            .layer("network")
            .definedBy("io.bellwether.network")
            .layer("scoring")
            .definedBy("io.bellwether.scoring")
            .layer("alerting")
            .definedBy("io.bellwether.alerting")
            .layer("artifact")
            .definedBy("io.bellwether.artifact")
            .layer("pipeline")
            .definedBy("io.bellwether.pipeline")
            .layer("messages")
            .definedBy("io.bellwether.messages")
            .whereLayer("messages")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("pipeline")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("artifact")
            .mayOnlyBeAccessedByLayers("pipeline")
            .whereLayer("alerting")
            .mayOnlyBeAccessedByLayers("artifact", "pipeline", "messages")
            .whereLayer("scoring")
            .mayOnlyBeAccessedByLayers("alerting", "artifact", "pipeline", "messages")
            .whereLayer("network")
            .mayOnlyBeAccessedByLayers("scoring", "artifact");

    /** Only the file format and the messages know JSON. */
    @ArchTest
    static final ArchRule JSON_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages("io.bellwether.artifact", "io.bellwether.messages")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    /** Only the messages know Avro. */
    @ArchTest
    static final ArchRule AVRO_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackage("io.bellwether.messages")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.avro..");

    /** Time and randomness come in from outside: a replay gives the same scores. */
    @ArchTest
    static final ArchRule NO_CLOCK_AND_NO_RANDOMNESS = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.time.Instant.class, "now");
}
