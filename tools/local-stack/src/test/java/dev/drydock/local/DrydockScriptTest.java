package dev.drydock.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.tiny.TinyProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the script builds, with a Maven and a JDK that only say that they were called. */
class DrydockScriptTest {

  @TempDir private Path directory;

  private Path project;
  private Path tools;

  @BeforeEach
  void makeProjectWithNewerSources() throws Exception {
    project = TinyProject.in(Files.createDirectory(directory.resolve("project")));
    Files.copy(Path.of("..", "..", "drydock"), project.resolve("drydock"));
    Files.createDirectories(project.resolve("tools/cli/target/app"));
    Files.createFile(project.resolve("tools/cli/target/app/cli.jar"));
    Files.createDirectories(project.resolve("tools/cli/src/main"));
    Files.createFile(project.resolve("tools/cli/pom.xml"));
    Files.createFile(project.resolve("pom.xml"));
    Files.createDirectories(project.resolve("target"));
    Path built = Files.createFile(project.resolve("target/drydock.built"));
    Files.setLastModifiedTime(built, FileTime.from(Instant.EPOCH));
    tools = Files.createDirectories(directory.resolve("tools/bin"));
    program("mvn", "built");
    program("javac", "");
    program("java", "run");
    Files.writeString(tools.resolveSibling("release"), "JAVA_VERSION=\"999\"\n");
  }

  @Test
  void shouldBuildWhenSourcesAreNewer() throws Exception {
    // when
    String said = runScript();

    // then
    assertThat(said).containsSubsequence("built", "run");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNotBuildWhenAnInstallationRunsFromTheJars() throws Exception {
    // given
    try (var mark = RunningMark.set(project, directory.resolve("anywhere"))) {
      assertThat(mark).isNotNull();

      // when
      String said = runScript();

      // then
      assertThat(said).contains("run", "`drydock down`").doesNotContain("built\n");
    }
  }

  @Test
  void shouldBuildWhenTheInstallationHasEnded() throws Exception {
    // given
    RunningMark.set(project, directory.resolve("anywhere")).close();

    // when
    String said = runScript();

    // then
    assertThat(said).containsSubsequence("built", "run");
  }

  @Test
  void shouldBuildWhenAnotherProcessHasTheNumberNow() throws Exception {
    // given
    Path marks = Files.createDirectories(project.resolve("target/running"));
    Files.writeString(marks.resolve("stale"), ProcessHandle.current().pid() + " 1\n");

    // when
    String said = runScript();

    // then
    assertThat(said).containsSubsequence("built", "run");
  }

  private void program(String name, String says) throws Exception {
    Path program = Files.writeString(tools.resolve(name), "#!/bin/sh\necho " + says + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private String runScript() throws Exception {
    var builder = new ProcessBuilder(project.resolve("drydock").toString(), "token");
    builder.environment().put("JAVA_HOME", tools.getParent().toString());
    builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    Process script = builder.redirectErrorStream(true).start();
    String said = new String(script.getInputStream().readAllBytes());
    assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(script.exitValue()).as(said).isZero();
    return said;
  }
}
