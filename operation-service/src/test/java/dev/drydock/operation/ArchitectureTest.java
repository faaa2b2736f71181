package dev.drydock.operation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Configuration;

@AnalyzeClasses(
    packages = "dev.drydock.operation",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule CORE_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("..core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "dev.drydock.operation.core..");

  @ArchTest
  static final ArchRule CORE_ASKS_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that()
          .resideInAPackage("..core..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, InstantSource.class, java.util.Random.class);

  @ArchTest
  static final ArchRule ARROWS_POINT_INWARDS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.drydock.operation..")
          .layer("config")
          .definedBy("..operation.config..")
          .layer("stream")
          .definedBy("..operation.stream..")
          .layer("core")
          .definedBy("..operation.core..")
          .whereLayer("config")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("stream")
          .mayOnlyBeAccessedByLayers("config")
          .whereLayer("core")
          .mayOnlyBeAccessedByLayers("stream");

  @ArchTest
  static final ArchRule STREAM_KNOWS_NO_SPRING =
      noClasses()
          .that()
          .resideInAPackage("..operation.stream..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER =
      classes()
          .that()
          .resideInAPackage("dev.drydock.operation..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org..",
              "dev.drydock.operation..",
              "dev.drydock.messages..",
              "dev.drydock.schemas..",
              "dev.drydock.stream..");

  @ArchTest
  static final ArchRule CLASSES_ARE_FINAL =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areNotAnnotatedWith(Configuration.class)
          .and()
          .areNotAnnotatedWith(SpringBootApplication.class)
          .and()
          .resideOutsideOfPackage("dev.drydock.operation.state..")
          .and()
          .areNotAnonymousClasses()
          .should()
          .haveModifier(JavaModifier.FINAL);
}
