package dev.drydock.projector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.TenantId;
import org.springframework.jdbc.core.JdbcOperations;

@AnalyzeClasses(
    packages = "dev.drydock.projector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final DescribedPredicate<JavaClass> READ_TABLES =
      new DescribedPredicate<>("read the tables") {
        @Override
        public boolean test(JavaClass type) {
          return type.getPackageName().equals("dev.drydock.projector.query")
              && type.getFields().stream()
                  .anyMatch(field -> field.getRawType().isAssignableTo(JdbcOperations.class));
        }
      };

  private static final ArchCondition<JavaMethod> TAKE_A_TENANT =
      new ArchCondition<>("take a TenantId or a DeviceId") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          boolean takesOne =
              method.getRawParameterTypes().stream()
                  .anyMatch(
                      type ->
                          type.isEquivalentTo(TenantId.class)
                              || type.isEquivalentTo(DeviceId.class));
          events.add(new SimpleConditionEvent(method, takesOne, method.getFullName()));
        }
      };

  @ArchTest
  static final ArchRule CORE_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("dev.drydock.projector.core")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "dev.drydock.projector.core", "dev.drydock.view");

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
  static final ArchRule NOBODY_ASKS_THE_TABLES_WITHOUT_A_TENANT =
      methods()
          .that()
          .areDeclaredInClassesThat(READ_TABLES)
          .and()
          .areNotPrivate()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should(TAKE_A_TENANT);

  @ArchTest
  static final ArchRule QUERIES_ASK_THROUGH_CLASSES_THAT_TAKE_A_TENANT =
      noClasses()
          .that()
          .resideInAPackage("dev.drydock.projector.query")
          .and(DescribedPredicate.not(READ_TABLES))
          // it is given the means to ask by those that take a tenant
          .and()
          .doNotHaveSimpleName("SqlText")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(JdbcOperations.class);

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
          .haveModifier(JavaModifier.FINAL);
}
