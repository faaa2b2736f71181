package dev.drydock.dispatcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.drydock.dispatcher",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule CORE_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("..core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "dev.drydock.dispatcher.core..");

  @ArchTest
  static final ArchRule CORE_ASKS_NO_CLOCK_AND_NO_CHANCE =
      com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("..core..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule ARROWS_POINT_INWARDS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.drydock.dispatcher..")
          .layer("config")
          .definedBy("..config..")
          .layer("stream")
          .definedBy("..dispatcher.stream..")
          .layer("ddi")
          .definedBy("..dispatcher.ddi..")
          .layer("core")
          .definedBy("..core..")
          .whereLayer("config")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("stream")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("ddi")
          .mayOnlyBeAccessedByLayers("config", "stream")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers("stream", "ddi");

  @ArchTest
  static final ArchRule CLASSES_ARE_FINAL_OR_CLOSED =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areNotAnnotatedWith("org.springframework.context.annotation.Configuration")
          .and()
          .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
          .and()
          .resideOutsideOfPackage("..state..")
          .and()
          .areNotAnonymousClasses()
          .should()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
