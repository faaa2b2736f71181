package dev.drydock.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.drydock.gateway.catalogue.Catalogue;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.gateway.view.ViewClient;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(
    packages = "dev.drydock.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.drydock.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_WIRING =
      noClasses()
          .that()
          .resideOutsideOfPackage("..gateway.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..gateway.config..");

  @ArchTest
  static final ArchRule NOBODY_BUT_THE_WIRING_KNOWS_THE_HTTP_INTERFACE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..gateway.graph..", "..gateway.batch..", "..gateway.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..gateway.graph..");

  @ArchTest
  static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are Drydock's, but neither the gateway's nor of schemas, view-api, http-exchange or trusted-proxies",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("dev.drydock.")
                          && !type.getPackageName().startsWith("dev.drydock.gateway")
                          && !type.getPackageName().startsWith("dev.drydock.schemas")
                          && !type.getPackageName().equals("dev.drydock.exchange")
                          && !type.getPackageName().equals("dev.drydock.proxies")
                          && !type.getPackageName().equals("dev.drydock.view")
                          && !type.getPackageName().equals("dev.drydock.messages")));

  @ArchTest
  static final ArchRule HTTP_SHAPES_KNOW_NO_MESSAGES_AND_NO_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..gateway.graph..",
              "..gateway.security..",
              "..gateway.view..",
              "..gateway.problem..",
              "..gateway.throttle..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.drydock.messages..", "org.apache.kafka..", "org.apache.avro..");

  /** Nobody can forget whose things are asked for: there is no asking without a tenant. */
  @ArchTest
  static final ArchRule WHAT_BELONGS_TO_TENANTS_IS_ASKED_FOR_WITH_A_TENANT =
      methods()
          .that()
          .areDeclaredInClassesThat(
              JavaClass.Predicates.equivalentTo(ViewClient.class)
                  .or(JavaClass.Predicates.equivalentTo(Catalogue.class)))
          .and()
          .arePublic()
          .should(
              ArchCondition.from(
                  DescribedPredicate.describe(
                      "take a tenant, or a caller, who has one",
                      (JavaMethod method) ->
                          method.getRawParameterTypes().stream()
                              .anyMatch(
                                  type ->
                                      type.isEquivalentTo(TenantId.class)
                                          || type.isEquivalentTo(Caller.class)))));

  /** A tenant comes into a request by its token, and by nothing else. */
  @ArchTest
  static final ArchRule TENANTS_COME_FROM_TOKENS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..gateway.security..")
          .should()
          .callConstructor(TenantId.class, String.class);

  @ArchTest
  static final ArchRule ONLY_THE_WIRING_CONFIGURES =
      classes()
          .that()
          .areAnnotatedWith(Configuration.class)
          .should()
          .resideInAPackage("..gateway.config..")
          .andShould()
          .bePackagePrivate();

  @ArchTest
  static final ArchRule ENDPOINTS_ARE_PACKAGE_PRIVATE =
      classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule SETTINGS_ARE_RECORDS =
      classes().that().areAnnotatedWith(ConfigurationProperties.class).should().beRecords();

  /** Spring subclasses neither, but the main class and configurations are not final by habit. */
  @ArchTest
  static final ArchRule CLASSES_ARE_FINAL =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and()
          .areNotAnnotatedWith(Configuration.class)
          .and()
          .areNotAssignableTo(Enum.class)
          .and()
          .areNotAssignableTo(ApiGatewayApplication.class)
          .and()
          .areNotAnonymousClasses()
          .should()
          .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule ROOT_HOLDS_THE_MAIN_CLASS_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.drydock.gateway")
          .should()
          .haveSimpleName("ApiGatewayApplication")
          .orShould()
          .haveSimpleName("package-info");
}
