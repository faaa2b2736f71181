package dev.drydock.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.drydock.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds between the modules. What holds within one is tested there. */
class ModulesTest {

  private static final String[] SERVICES = {
    "dev.drydock.gateway..",
    "dev.drydock.dispatcher..",
    "dev.drydock.operation..",
    "dev.drydock.projector.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.drydock");

  @Test
  void shouldSeeAllServicesWhenTheRulesAreChecked() {
    // given
    Stream<String> services = Stream.of(SERVICES).map(s -> s.replace("..", ""));

    // when
    Stream<Boolean> seen =
        services.map(s -> CLASSES.stream().anyMatch(c -> c.getPackageName().startsWith(s)));

    // then
    assertThat(seen).hasSize(Service.values().length).containsOnly(true);
  }

  @Test
  void shouldNotKnowEachOtherWhenTheyAreServices() {
    slices()
        .matching("dev.drydock.(gateway|dispatcher|operation|projector)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void shouldKnowOnlyTheContractWhenItIsAService() {
    classes()
        .that()
        .resideInAnyPackage(SERVICES)
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideOutsideOfPackage("dev.drydock..")
                .or(JavaClass.Predicates.resideInAnyPackage(SERVICES))
                .or(
                    JavaClass.Predicates.resideInAnyPackage(
                        "dev.drydock.schemas..",
                        "dev.drydock.messages..",
                        "dev.drydock.stream..",
                        "dev.drydock.exchange..",
                        "dev.drydock.proxies..",
                        "dev.drydock.view..")))
        .check(CLASSES);
  }

  @Test
  void shouldBePlainJavaWhenItIsACore() {
    classes()
        .that()
        .resideInAPackage("dev.drydock..core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "dev.drydock..core..", "dev.drydock.view")
        .check(CLASSES);
  }

  @Test
  void shouldBeginWithOurNameWhenItIsAPackage() throws IOException {
    // given
    Path project = Path.of(System.getProperty("drydock.project"));

    // when
    List<Path> elsewhere;
    try (Stream<Path> modules = Files.list(project);
        Stream<Path> tools = Files.list(project.resolve("tools"))) {
      elsewhere =
          Stream.concat(modules, tools)
              .flatMap(ModulesTest::sources)
              .filter(p -> !isOurs(p))
              .toList();
    }

    // then
    assertThat(elsewhere).isEmpty();
  }

  private static Stream<Path> sources(Path module) {
    return Stream.of("src/main/java", "src/test/java", "src/agents/java", "src/clients/java")
        .map(module::resolve)
        .filter(Files::isDirectory)
        .flatMap(ModulesTest::javaFiles);
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(folder::relativize)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path source) {
    return source.startsWith(Path.of("dev", "drydock"));
  }
}
