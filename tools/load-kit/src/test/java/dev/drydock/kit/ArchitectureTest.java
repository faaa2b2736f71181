package dev.drydock.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.drydock.kit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesAreNotTangled =
      slices().matching("dev.drydock.kit.(*)..").should().beFreeOfCycles();

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
