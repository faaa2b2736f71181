package dev.drydock.projector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.drydock.projector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule CORE_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("dev.drydock.projector.core")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "dev.drydock.projector.core");

  @ArchTest
  static final ArchRule CORE_ASKS_FOR_NO_TIME_AND_NO_RANDOM_NUMBER =
      noClasses()
          .that()
          .resideInAPackage("dev.drydock.projector.core")
          .should()
          .callMethod("java.time.Instant", "now")
          .orShould()
          .callMethod("java.lang.System", "currentTimeMillis")
          .orShould()
          .callMethod("java.util.UUID", "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class);

  @ArchTest
  static final ArchRule ARROWS_POINT_INWARDS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("config")
          .definedBy("dev.drydock.projector.config")
          .layer("stream")
          .definedBy("dev.drydock.projector.stream")
          .layer("query")
          .definedBy("dev.drydock.projector.query")
          .layer("retention")
          .definedBy("dev.drydock.projector.retention")
          .layer("core")
          .definedBy("dev.drydock.projector.core")
          .whereLayer("config")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("stream")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("query")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("retention")
          .mayOnlyBeAccessedByLayers("config");

  @ArchTest
  static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.drydock.gateway..", "dev.drydock.dispatcher..", "dev.drydock.operation..");

  @ArchTest
  static final ArchRule THE_PROJECTION_KNOWS_NO_SPRING =
      classes()
          .that()
          .haveSimpleName("BatchReader")
          .or()
          .haveSimpleName("MessageCodec")
          .or()
          .haveSimpleName("Batch")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.springframework..");

  @ArchTest
  static final ArchRule ROOT_HOLDS_THE_MAIN_CLASS_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.drydock.projector")
          .should()
          .haveSimpleName("StatusProjectorApplication")
          .orShould()
          .haveSimpleName("package-info");

  @ArchTest
  static final ArchRule CLASSES_ARE_FINAL =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .areNotInterfaces()
          .and()
          .areNotAnnotatedWith("org.springframework.context.annotation.Configuration")
          .and()
          // Spring makes a subclass of each of these two
          .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
          .should()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
