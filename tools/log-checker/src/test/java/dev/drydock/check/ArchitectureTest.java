package dev.drydock.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.drydock.schemas.CauseMembers;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;

@AnalyzeClasses(
    packages = "dev.drydock.check",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** The rules are the checker's own: of the contract they know the records, and no reader. */
  @ArchTest
  static final ArchRule RULES_KNOW_RECORDS_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.drydock.check.rules")
          .should()
          .onlyDependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(
                      "java..",
                      "org.jspecify..",
                      "org.apache.avro..",
                      "dev.drydock.check.rules",
                      "dev.drydock.messages")
                  .or(
                      JavaClass.Predicates.belongToAnyOf(
                          Topic.class, TopicNames.class, DeviceKey.class, CauseMembers.class)));

  @ArchTest
  static final ArchRule RULES_HAVE_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage("dev.drydock.check.rules")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
