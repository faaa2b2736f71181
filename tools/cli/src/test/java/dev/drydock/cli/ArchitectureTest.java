package dev.drydock.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.drydock.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule commandsAreNotTangled =
      slices().matching("dev.drydock.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule commandsDoNotKnowTheMain =
      noClasses()
          .that()
          .resideInAPackage("dev.drydock.cli.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.drydock.cli");

  @ArchTest
  static final ArchRule servicesAreKnownByTheirContractOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.drydock.gateway..",
              "dev.drydock.dispatcher..",
              "dev.drydock.operation..",
              "dev.drydock.projector..",
              "dev.drydock.stream..");
}
